import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import list from '../../content/danger-phrases.json' with { type: 'json' }
import { type DangerKind, dangerKinds, dangersIn, searchForDanger } from '../../server/questions/danger.ts'

const dangerous: Record<DangerKind, Record<'nb' | 'nn' | 'en', string[]>> = {
  suicide: {
    nb: [
      'Jeg vil ikke leve lenger.',
      'Jeg har bestemt meg for å dø',
      'jeg skal dø i kveld',
      'Jeg har planlagt å dø',
      'Jeg har planer om å drepe meg',
      'Jeg gjør slutt på det i natt',
      'orkr ikke leve',
      'Jeg orker ikke mer',
      'Noen ganger tenker jeg på selvmord',
      'jeg tenker på sjølmord hver dag',
      'Har hatt selvmordstanker siden i høst',
      'Jeg har selvmrodstanker',
      'selvm0rd',
      'Jeg vurderer s*lvmord',
      'Jeg har lyst til å ta livet av meg',
      'Noen ganger tenker jeg at jeg bare tar livet av meg',
      'Jeg strøk på eksamen og vil ta livet av meg',
      'Jeg har strøket på eksamen. Tar livet av meg snart.',
      'Jeg vil bare dø',
      'Jeg tenker på å dø',
      'Har lyst til å dø',
      'jeg har bare lyst å dø',
      'Jeg skulle ønske at jeg var død',
      'Jeg ønsker at jeg aldri hadde blitt født',
      'Skulle ønske jeg ikke fantes',
      'Alle hadde hatt det bedre uten meg',
      'Det er ingen vits i å leve',
      'Jeg ser ikke meningen med livet',
      'Jeg har ingenting å leve for',
      'Livet er ikke verdt det',
      'Jeg er så lei av å leve',
      'Jeg vil sovne og aldri våkne igjen',
      'Jeg vil forsvinne for alltid',
      'Jeg vil bare forsvinne',
      'Jeg tenker på å avslutte alt',
      'Jeg vil gjøre slutt på det hele',
      'Jeg har tenkt å henge meg',
      'Jeg har lyst til å hoppe fra brua',
      'Tenker på å hoppe foran toget',
      'Jeg har spart opp piller i flere uker',
      'Jeg har skrevet avskjedsbrev',
      'jeg er bare en byrde for alle',
      'Ingen hadde brydd seg om jeg døde. Ingen bryr seg om jeg dør',
      'kms',
      'tenker på å unalive meg selv',
      'Klarer ikke mer nå',
      'Jeg holder ikke ut mer',
      'Æ orke itj mer',
      'Æ har løst... æ vil itj leve meir',
      'Jeg vil ikke være her mer',
      'ViL DØØØØ',
      'orkerikkemer',
      'Vil dö',
      'vil ikke v å k n e opp igjen',
    ],
    nn: [
      'Eg vil ikkje leve lenger',
      'eg har bestemt meg for å døy',
      'Eg orkar ikkje meir',
      'Eg har tenkt på sjølvmord',
      'Eg vil ta livet mitt',
      'Eg har lyst til å døy',
      'Eg skulle ynskje eg var død',
      'Det er inga meining i å leve',
      'Alle hadde hatt det betre utan meg',
    ],
    en: [
      'I want to kill myself',
      'im gonna end it tonight',
      'i feel like dying',
      'i wanna die',
      "I don't want to live anymore",
      'I do not want to be alive',
      'I have been feeling suicidal lately',
      'I want to end my life',
      'thinking about ending it all',
      'Everyone would be better off without me',
      'I wish I was dead',
      'I wish I had never been born',
      'There is no reason to live',
      'I just want to go to sleep and never wake up',
      "I can't go on",
      'thinking of sewer slide',
      'I want to k1ll my$elf',
      'I took my own life in my head a thousand times, I want to jump off a bridge',
    ],
  },
  self_harm: {
    nb: [
      'Jeg kutter meg',
      'Jeg har kuttet meg i armen igjen',
      'Jeg kutter meg på armen med kniv',
      'Jeg har begynt å skade meg selv',
      'Har drevet med selvskading i årevis',
      'jeg har begynt med sjølskading',
      'Jeg har lyst til å skade meg',
      'Jeg risper meg opp på lårene',
      'Jeg brenner meg selv med sigaretter',
      'Jeg slår meg selv når jeg gjør feil',
      'Jeg skjærer meg i huden',
      'Hvordan skjuler jeg arr etter kutting?',
      'Om kvelden kutter jeg meg',
    ],
    nn: ['Eg skadar meg sjølv', 'Eg kuttar meg når eg er lei meg', 'Eg har drive med sjølvskading'],
    en: [
      'I cut myself',
      'I have started cutting again',
      'I keep hurting myself when I am sad',
      'self-harm has been my way of coping',
      'I have the urge to hurt myself',
      'I slit my wrists last year',
      'I cut myself on my arms',
    ],
  },
  violence: {
    nb: [
      'Han slår meg',
      'Kjæresten min slår meg når han er full',
      'Noen ganger slår kjæresten min meg',
      'Faren min har slått meg hele livet',
      'Hun sparket og slo meg',
      'Han tok kvelertak på meg',
      'Eksen truer med å drepe meg',
      'Jeg har fått drapstrusler',
      'Jeg blir mishandlet hjemme',
      'Jeg lever med vold i nære relasjoner',
      'Jeg er redd for kjæresten min',
      'Eksen min stalker meg',
      'Jeg har lyst til å drepe ham',
      'Jeg skal skyte alle på skolen',
      'Han låste meg inne',
      'Jeg er ikke trygg hjemme',
      'Familien vil ha meg i et tvangsekteskap',
      'Jeg ble slått av kjæresten i går',
    ],
    nn: ['Han slår meg når han drikk', 'Eg er utsett for vald heime', 'Kjærasten min trugar meg'],
    en: [
      'My boyfriend hits me',
      'He beat me up last night',
      'My dad has been choking me',
      'I am scared of my husband',
      'He threatened to kill me',
      'I am a victim of domestic violence',
      'I want to hurt someone',
      'He beat me in the face',
    ],
  },
  abuse: {
    nb: [
      'Jeg ble voldtatt',
      'Han ville ikke stoppe selv om jeg sa nei',
      'Jeg tror jeg har blitt voldtat',
      'Jeg ble v*ldtatt på fest',
      'Var det voldtekt?',
      'Jeg har opplevd overgrep som barn',
      'Jeg ble seksuelt misbrukt av en onkel',
      'Han tvang meg til å ha sex',
      'Han hadde sex med meg mens jeg sov',
      'Jeg sa nei, men han fortsatte',
      'Noen la noe i drinken min',
      'Eksen truer med å spre nakenbilder av meg',
      'Kjæresten min kontrollerer alt jeg gjør',
      'Jeg får ikke lov til å møte venner',
      'Det skjedde uten samtykke',
      'Han tafset på meg',
      'Han beføler meg på jobb',
    ],
    nn: ['Eg vart valdteken', 'Han tvinga meg til å ligge med han', 'Eg opplevde overgrep då eg var liten'],
    en: [
      'I was raped',
      'I think it was r*pe, he r@ped me',
      'I was sexually assaulted at a party',
      'He touched me without asking',
      'I said no but he kept going',
      'He forced me to do things',
      'My uncle molested me',
      'I am in an abusive relationship',
    ],
  },
  intoxication: {
    nb: [
      'Jeg har tatt for mange piller',
      'Jeg tok 20 paracet i går kveld',
      'Jeg har tatt en overdose',
      'Har svelget et helt brett sovetabletter',
      'Jeg tok alle tablettene',
      'Jeg blandet piller og alkohol',
      'Kan man få alkoholforgiftning av dette?',
      'Jeg har tatt for mye ghb',
      'tatt altfor mange paracet, for mange piller',
    ],
    nn: ['Eg har ete for mange tablettar', 'Eg tok 30 paracet', 'Eg trur eg er forgifta'],
    en: [
      'I took too many pills',
      'I swallowed a whole bottle of pills',
      'I think I overdosed',
      'I took 30 paracetamol',
      'Could this be alcohol poisoning?',
      'I mixed xanax and vodka',
    ],
  },
  other_in_danger: {
    nb: [
      'Jeg er redd for at venninna mi skal gjøre seg noe',
      'Hun har tatt piller og svarer ikke',
      'Kompisen min våkner ikke',
      'Vennen min vil ta livet av seg',
      'Broren min sier at han ikke vil leve',
      'Romkameraten min kutter seg',
      'Kompisen min har snakket om selvmord',
      'En venn har sendt meg et avskjedsbrev',
      'Venninna mi har tatt for mange piller',
      'Kompisen min er bevisstløs',
      'Jeg får ikke kontakt med romkameraten min',
      'Faren min slår lillebroren min',
      'Venninna mi blir slått av kjæresten',
      'Kjæresten min sier hun vil dø',
      'Søsteren min skader seg selv',
    ],
    nn: [
      'Eg er redd for at ho skal gjere seg noko',
      'Systera mi seier at ho vil døy',
      'Han tek livet av seg om eg går',
    ],
    en: [
      'My friend wants to kill herself',
      'I am worried that my roommate will hurt himself',
      'My sister is suicidal',
      'My flatmate overdosed last night',
      "My friend says she doesn't want to live",
      'My boyfriend said he wants to die',
    ],
  },
}

const everyday = [
  'Eksamen tar livet av meg',
  'Denne eksamen tar nesten livet av meg, haha',
  'Masteroppgaven kommer til å ta livet av meg',
  'Jeg dør av latter',
  'Jeg holdt på å dø av latter',
  'Jeg vil dø av skam etter presentasjonen',
  'Jeg er drept av lekser',
  'Jeg har kuttet ut sukker',
  'Bør jeg kutte ned på kaffe?',
  'Jeg kuttet meg i fingeren da jeg lagde mat',
  'Jeg kuttet meg på et papir',
  'Vi ler oss i hjel på lesesalen',
  'Jeg kjeder meg i hjel på forelesning',
  'Det slår meg at jeg kanskje har valgt feil studium',
  'Broren min slår meg i sjakk hver gang',
  'Jeg orker ikke mer pensum',
  'Kan man leve av nudler?',
  'Jeg vil ikke leve på nudler hele semesteret',
  'Jeg tenker på do-køen på lesesalen',
  'Jeg må på do hele tiden, vil gå på do om natta også',
  'Vi løp ti km, og så tok vi 5 kms til',
  'Jeg skjøt meg selv i foten der. Vi skyter oss selv i foten.',
  'Mamma kommer til å drepe meg hvis jeg stryker',
  'Overdose av kaffe i eksamensperioden',
  'Kjæresten min har gjort det slutt, og jeg vet ikke hvordan jeg skal gå videre',
  'Jeg klarer ikke lenger å konsentrere meg',
  'Hvordan får jeg sove før eksamen?',
  'Jeg raper hele tiden og må rape etter maten',
  'Jeg fikk et kyss av en medstudent på fest',
  'Plagene vil forsvinne av seg selv, sier legen',
  'Jeg tar 2 paracet mot hodepine noen ganger i måneden',
  'Jeg tar på meg for mange verv',
  'Det skar seg mellom meg og romkameraten',
  'Hun banket på døra mi, og jeg åpnet',
  'Problemene mine er selvskapte',
  'Han slo opp med meg i går',
  'Jeg henger meg opp i småting',
  'Jeg hopper av studiet',
  'Kan jeg få permisjon fra studiene når faren min er syk?',
  'Jeg har prevensjon, men er redd for å bli gravid',
  'Er det normalt å gråte hver uke?',
  'Mensen tar livet av meg hver måned',
  'Jeg har valgt vekk kjøtt og lurer på jernmangel',
  'Eg har vald å studere i Volda, og trivst ikkje',
  'Eksamenane tek på, og eg søv dårleg',
  'I could kill for a coffee',
  'This exam is killing me',
  'I am dying to see the results',
  'We nearly died of laughter',
  'That cake is to die for',
  'I cut myself some slack this week',
  'I cut myself shaving',
  'I keep beating myself up about my grades',
  'Watched Suicide Squad with friends',
  'He beat me at chess',
  'hit me up if you want to study together',
  'I was killing time at the library',
  'I plan to do my homework, and I am happy I do this course',
  'Jeg har alltid noe i glasset på fest',
  'Befolkningen vil vite hva vi kan gjøre',
  'How do I make friends in a new city?',
  'I hurt myself skiing and need a doctor',
  'My flatmate is noisy and I want to move out',
  '',
  '   \n\t ',
  '12345 67890',
]

const allDangerous = dangerKinds.flatMap((kind) =>
  Object.values(dangerous[kind])
    .flat()
    .map((sentence) => [kind, sentence] as const),
)

describe('what a student writes when somebody may be in danger', () => {
  test.each(allDangerous)('%s is heard in «%s»', (kind, sentence) => {
    expect(dangersIn(sentence)).toContain(kind)
  })

  test.each(everyday)('nothing is heard in «%s»', (sentence) => {
    expect(dangersIn(sentence)).toEqual([])
  })

  test('a bereaved or worried text may be of several kinds, each said once and in a fixed order', () => {
    const kinds = dangersIn(
      'Hun sa at hun vil ta livet av seg, og jeg kutter meg. Hun vil ta livet av seg. Han slår meg.',
    )
    expect(kinds).toEqual(['suicide', 'self_harm', 'violence', 'other_in_danger'])
  })

  test('an idiom excuses its own words and nothing beside them', () => {
    expect(dangersIn('Eksamen tar livet av meg. Nei, jeg mener det: jeg vil ta livet av meg.')).toContain(
      'suicide',
    )
    expect(dangersIn('I could kill for a coffee, and then kill myself')).toContain('suicide')
    expect(dangersIn('Jeg strøk på eksamen. Tar livet av meg i kveld.')).toContain('suicide')
  })
})

describe('disguise and haste', () => {
  const hit = fc.constantFrom(...allDangerous)
  const neutral = fc.constantFrom(
    'Hei, jeg går på første året.',
    'Jeg har spurt legen om dette før.',
    'Takk for at dere finnes!',
    'Beklager at det ble så langt.',
    'Eg studerer i byen og trivst med faget.',
    'Thank you for reading this.',
    '– 😀 \n\n',
    '3. mai 2024',
    '',
  )

  test('a dangerous sentence is heard in the middle of any other text', () => {
    fc.assert(
      fc.property(
        hit,
        fc.array(neutral, { maxLength: 5 }),
        fc.array(neutral, { maxLength: 5 }),
        ([kind, sentence], before, after) => {
          expect(dangersIn([...before, sentence, ...after].join('\n'))).toContain(kind)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('capitals, wide spaces and line breaks hide nothing', () => {
    const space = fc.constantFrom('  ', '\n', '\t', '\u00a0', ' \u2003 ', '\r\n', ' – ', ', ', ' … ')
    const isUpper = fc.infiniteStream(fc.boolean())
    fc.assert(
      fc.property(hit, space, isUpper, ([kind, sentence], wide, upper) => {
        const shouted = Array.from(sentence, (sign) =>
          upper.next().value ? sign.toUpperCase() : sign.toLowerCase(),
        )
        expect(dangersIn(shouted.join('').replaceAll(' ', wide))).toContain(kind)
      }),
      { numRuns: 200 },
    )
  })

  test('invisible signs and accents between the letters hide nothing', () => {
    const invisible = fc.constantFrom(
      '\u200b',
      '\u200d',
      '\u00ad',
      '\ufeff',
      '\u2060',
      '\u0301',
      '\u0336',
      '\ufe0f',
      '\u034f',
    )
    fc.assert(
      fc.property(
        hit,
        fc.array(fc.tuple(fc.nat(120), invisible), { minLength: 1, maxLength: 20 }),
        ([kind, sentence], marks) => {
          const letters = Array.from(sentence.normalize('NFC'))
          for (const [at, mark] of marks) letters[at % letters.length] += mark
          expect(dangersIn(letters.join(''))).toContain(kind)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('letters with space, dots or hyphens between them hide nothing', () => {
    // A slip of the pen and a disguise at once is more than is promised.
    const plainOnes = allDangerous.filter(
      ([, sentence]) => /^[\p{L}\s]+$/u.test(sentence) && !/selvmrod/.test(sentence),
    )
    const separator = fc.constantFrom(' ', '.', '-', '_', ' . ', '*', '/')
    fc.assert(
      fc.property(fc.constantFrom(...plainOnes), separator, ([kind, sentence], between) => {
        expect(dangersIn(Array.from(sentence.replaceAll(' ', '')).join(between))).toContain(kind)
      }),
      { numRuns: 200 },
    )
  })

  test('mathematical, wide and decomposed letters are read as letters', () => {
    expect(dangersIn('𝐣𝐞𝐠 𝐯𝐢𝐥 𝐢𝐤𝐤𝐞 𝐥𝐞𝐯𝐞')).toContain('suicide')
    expect(dangersIn('ｓｅｌｖｍｏｒｄ')).toContain('suicide')
    expect(dangersIn('han slår meg'.normalize('NFD'))).toContain('violence')
    expect(dangersIn('sеlvmоrd')).toContain('suicide')
    expect(dangersIn('jeg vil doe, han slaar meg')).toEqual(['suicide', 'violence'])
    expect(dangersIn('selv mord, selv-skading, over dose')).toEqual(['suicide', 'self_harm', 'intoxication'])
  })
})

describe('any text at all', () => {
  test('no text makes it fail', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => void dangersIn(text)))
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xffff), { maxLength: 300 }),
        (units) => void dangersIn(String.fromCharCode(...units)),
      ),
    )
  })

  test('the work grows with the length of the text and no faster', () => {
    const words = [
      ...new Set(
        [
          ...Object.values(list.groups),
          ...Object.values(list.kinds).flatMap((kind) => Object.values(kind).flat()),
        ]
          .join(' ')
          .split(/[ |]/)
          .map((word) => word.replace(/[^\p{L}]/gu, '')),
      ),
    ]
    const piece = fc.oneof(
      fc.constantFrom(...words),
      fc.constantFrom('i', 'a', '1', '*', 'a*b', 'k1ll', 'vil', 'ikke', 'meg', 'han', 'å', '\n', '.'),
    )
    const glue = fc.constantFrom(' ', '', '-', ' . ')
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), glue, (pieces, between) => {
        const text = pieces.join(between) + ' '
        const [short, long] = [2000, 8000].map(
          (length) => searchForDanger(text.repeat(length).slice(0, length)).work,
        )
        expect(long).toBeLessThanOrEqual(4.2 * (short ?? 0) + 20_000)
        expect(long).toBeLessThan(8000 * 400)
      }),
      { numRuns: 30 },
    )
  }, 60_000)
})

test('every phrase of the list is heard when it is written as it stands', () => {
  for (const kind of dangerKinds) {
    for (const line of Object.values(list.kinds[kind]).flat())
      expect([line, dangersIn(asWritten(line))]).toEqual([line, expect.arrayContaining([kind])])
  }
})

/** The plainest text that a phrase describes: the first of every alternative, and none of what may be missing. */
function asWritten(line: string): string {
  const firstOf = (part: string): string => {
    const name = /^<(.+)>$/.exec(part)?.[1]
    const first =
      name === undefined ? part : ((list.groups as Record<string, string>)[name]?.split(' ')[0] ?? '')
    return name !== undefined && first.startsWith('<') ? firstOf(first) : first
  }
  return line
    .split(' ')
    .filter((part) => !part.startsWith('…') && !part.endsWith('?'))
    .map((part) => firstOf(part.split('|')[0] ?? ''))
    .map((word) => word.replace(/[~*=]/g, '').replace('##', '20').replace('#', '3'))
    .join(' ')
}
