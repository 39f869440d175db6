import { wordSet } from './textWords.ts'

export const soleWords =
  /(?:^|[^\p{L}])(?:(?:bare|berre) (?:én|ein|éin|en|meg|jeg|eg|to jenter|to gutter|to kvinner|to menn|tre jenter|tre gutter|to av oss)|only two|ingen andre|just one|one student|there's one|nobody else|no one else|ein einaste|den ene \p{L}{5,}en (?:på|i))(?!\p{L})/u
export const teaching =
  /(?:underviser|undervisar|teaches|lectures|foreleser|førelesar|er professor|er sensor|er veileder|er rettleiar|is the lecturer) (?:\p{L}+ )?(?:på|i|ved|on|at|in|here|her)(?!\p{L})/u
export const writtenAbout =
  /(?:(?:sto|stod|skrev|skreiv|skrevet|skrive|wrote|written) (?:det )?(?:om (?:meg|oss)|about (?:me|us))|(?:jeg|eg|vi|me) var (?:på tv|i nyhetene|i nyheitene|i avisa|i avisen|i media)|i was on (?:tv|the news))(?!\p{L}).*(?: i | in |tv|news)/u
export const aloneWords =
  /(?:nobody else|no one else|ingen andre|just one|one student|(?:bare|berre) (?:én|ein|éin))(?!\p{L})/u
export const recognised =
  /(?:jeg|eg|i'm|i am|er|kjenner meg som|was|that's) (?:han|hun|ho|den|jenta|jenten|gutten|guten|mannen|dama|flyktningen|studenten|the (?:one|only|girl|guy|boy|man|woman|student)) (?:\p{L}+ )?(?:med|som|fra|frå|with|who|in|from)(?!\p{L})|den \d\d år gamle|det er (?:jeg|eg) som|(?:er|is) (?:me|meg)$/u
export const personWho =
  /(?:(?:jeg|eg|æ) (?:er|e|var)|er (?:jeg|eg)|i'm|i am|i was) (?:han|hun|ho|den|jenta|jenten|gutten|guten|mannen|dama|kvinnen|kvinna|studenten|sjåføren|føraren|the (?:one|student|driver|girl|guy|boy|man|woman)) (?:som|who|med|with)(?!\p{L})/u
export const everyoneKnows =
  /(?:alle|everyone|everybody|hele bygda|heile bygda) (?:\p{L}+ ){0,4}(?:vet|veit|kjenner|kjenn|knows?|ser)(?!\p{L})/u
export const elite =
  /^(?:biskop|bishop|fylkesmann|statsforvalter|ordfør|varaordfør|ambassad|statsråd|minister|storting|landslag|politimester|mayor|senator|sysselmest|celebrity|kjendis|programled|rockestjerne)/u
export const times =
  /^(?:året|år|semesteret|semester|gang\p{L}*|gong\p{L}*|time\p{L}*|uke\p{L}*|veke\p{L}*|dag\p{L}*|kveld\p{L}*|måned\p{L}*|eksamen\p{L}*|etasje|høgda|kjæreste\p{L}*|year|time|day|week|month|semester|floor|aid|step|date|attempt|try|steget|trinn|gangen)$/u
export const people = wordSet('mann kvinne kvinna jenta gutten student studenten woman man person', ' ')
export const anyGroup =
  /^(?:student|linje)?(?:forening(?:en|a)|kullet|klassen|linja|linjen|fadderuka|styret|studentrådet|gruppa|koret|korpset|klubben|laget|studiet|rådet|revyen|studentrevyen)$/u
export const verbRoles = wordSet(
  'dirigerer leder chair chairs lead leads run runs trener founded stiftet',
  ' ',
)
export const rolePrepositions = wordSet('av for i på of at in to ved hos', ' ')
export const besides = wordSet('over under bak ved above below behind beside rett', ' ')
export const plainColours = wordSet(
  'gammel gamal gamle old svart svarte hvit hvite kvit kvite white black grå',
  ' ',
)
