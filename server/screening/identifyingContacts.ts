import { findAll, notAfter } from '../lib/notAfter.ts'
import type { Identifying, IdentifyingKind } from './identifyingKind.ts'

/** «kari@example.no», also spelled so that a machine should not see it: «kari (at) example dot no», «krøllalfa». */
export function emailsIn(text: string): Identifying[] {
  return [
    ...found('email', text, email),
    ...found('email', text, spelledEmail),
    ...found('email', text, englishEmail),
    ...found('email', text, dictatedEmail),
  ].filter(({ text: it }) => !officeMail.test(it))
}

/** The address of an office is nobody's own. */
const officeMail =
  /^(?:post|postmottak|firmapost|info|kontakt|contact|personvern\p{L}*|postkasse|\p{L}*post|varsl\p{L}*|arkiv|service\p{L}*|orakel\p{L}*|it-?\p{L}*|press[e]?|redaksjon\p{L}*|international|admissions?|privacy|dpo|exam\p{L}*|eksamen\p{L}*|office|bolig\p{L}*|housing|sosial\p{L}*|rådgiv\p{L}*|student(?:er|ombud\p{L}*|service\p{L}*|web|helse)|hjelp|help|support|studie\p{L}*|studier|opptak|resepsjon|no-?reply|noreply|admin|studentparlament\p{L}*|ombud\p{L}*|bibliotek\p{L}*|library) ?@/iu
const inEmail = '\\p{L}\\p{N}._%+-'
const email = notAfter(inEmail, /[\p{L}\p{N}._%+-]+ ?@ ?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu)
const spelledEmail = notAfter(
  inEmail,
  /[\p{L}\p{N}._%+-]+ ?(?:[([{] ?(?:at|a|@|krøllalfa|alfakrøll) ?[)\]}]| (?:krøllalfa|alfakrøll|snabel-?a) ) ?[\p{L}\p{N}-]{1,63}(?:(?:\.| ?[([{]?(?:dot|punktum|prikk)[)\]}]? ?)[\p{L}\p{N}-]{1,63}){1,4}/giu,
)
/** «moltegutten på example punktum com» */
const dictatedEmail = notAfter(
  inEmail,
  /[\p{L}\p{N}._-]{3,40} (?:på|at|alfa) [\p{L}\p{N}-]{1,63} (?:punktum|prikk|dot) (?:com|no|org|net|edu)(?!\p{L})/giu,
)
/** Bare « at » is an everyday word in both languages, so here the rest must leave no doubt. */
const englishEmail = notAfter(
  inEmail,
  /(?!(?:mener|sier|tror|vet|synes|så|og|look|that|det|er|slik|sånn) )[\p{L}\p{N}._%+-]+ at (?:(?:gmail|hotmail|outlook|yahoo|live|icloud|online|proton|protonmail)\.[a-z]{2,3}|[\p{L}\p{N}-]{1,63}(?: dot [\p{L}\p{N}-]{1,63}){1,4})(?![\p{L}\p{N}])/giu,
)

export function linksIn(text: string): Identifying[] {
  return [...found('link', text, address), ...found('link', text, domain)]
    .map(withoutClosing)
    .filter(({ text: it }) => !publicSite.test(it))
}

/** The front page of a service that everybody knows, or a page that tells no user. */
const publicSite =
  /^(?:https?:\/\/)?(?:www\.)?(?:helsenorge|ung|nav|lanekassen|lånekassen|udi|lovdata|samordnaopptak|studentweb|vg|nrk|finn|utdanning|regjeringen|skatteetaten|politiet|vigo|altinn|rustelefonen|mentalhelse|kirkens-sos|sidetmedord|dinutvei|zanzu|hjelptilhjelp|psykologforeningen|husbanken|forbrukerradet|hybel|ssb|fhi|helsedirektoratet|nokut|hkdir|studentombudet|samskipnaden|sio|sammen|sit|ntnu|uio|uib|uit|oslomet|usn|uia|uis|inn|hvl|nord|nmbu|nhh|bi|wikipedia|google|youtube|netflix|chatgpt)\.(?:no|com|org)\/?$/iu
const address = notAfter('\\p{L}\\p{N}', /(?:https?:\/\/|www\.)[^\s<>"«»]+/giu)
const domain = notAfter(
  '\\p{L}\\p{N}@._-',
  /[\p{L}\p{N}][\p{L}\p{N}-]{1,62}(?:\.[\p{L}\p{N}-]{2,63}){0,3}\.(?:no|com|net|org|io|se|dk|eu|fm|gg|tv|info|dev|app|edu|ee|uk|de)(?![\p{L}\p{N}-])(?:\/[^\s<>"«»]*)?/giu,
)

/** «@kari_nord», «snap: karinord», «insta karinord_99». */
export function handlesIn(text: string): Identifying[] {
  return [
    ...found('handle', text, atName),
    ...found('handle', text, namedHandle),
    ...found('handle', text, bareHandle),
  ].map(withoutClosing)
}

const services =
  '(?:snapchatten|snapchat|snappen|snap|instagrammen|instagram|instaen|insta|ig|tiktok|discord|facebook|fb|messenger|telegram|twitter|reddit|jodel|signal|twitch|steam|linkedin|vipps)'
const owner = '(?: (?:min|mi|mitt|my|hans|hennes|brukeren|bruker|brukernavn|user))?'
const atName = notAfter('\\p{L}\\p{N}._%+@-', /@[\p{L}\p{N}_][\p{L}\p{N}._]{1,30}/gu)
const namedHandle = notAfter(
  '\\p{L}\\p{N}',
  new RegExp(
    `${services}${owner} ?(?:[:=] ?| (?:heter|is called|som heter) )@?[\\p{L}\\p{N}_][\\p{L}\\p{N}._#-]{2,30}`,
    'giu',
  ),
)
/** Without a colon the name itself must look like a user name, with a digit, dot or underscore in it. */
const bareHandle = notAfter(
  '\\p{L}\\p{N}',
  new RegExp(
    `${services}${owner}(?: (?:er|is))? (?=[\\p{L}\\p{N}.]{0,30}[\\d_.][\\p{L}\\p{N}_])[\\p{L}_][\\p{L}\\p{N}._#]{2,30}`,
    'giu',
  ),
)

function found(kind: IdentifyingKind, text: string, pattern: RegExp): Identifying[] {
  return findAll(text, pattern).map(({ start, end, text: it }) => ({ kind, start, end, text: it }))
}

/** The full stop or bracket after a link belongs to the sentence. */
function withoutClosing(span: Identifying): Identifying {
  let end = span.text.length
  while (end > 0 && ".,;:!?)]}'’”»".includes(span.text[end - 1] ?? '')) end--
  return { ...span, end: span.start + end, text: span.text.slice(0, end) }
}
