import { findAll, notAfter } from '../lib/notAfter.ts'
import type { Identifying } from './identifyingKind.ts'

/**
 * A user name where a service or an account is spoken of: «på Steam kaller jeg meg …», «brukernavnet mitt er …»,
 * «my gamertag's …». A name that can be nothing else («bever_uten_demning», «u/…») is marked wherever it stands.
 */
export function usernamesIn(text: string): Identifying[] {
  const always = [...findAll(text, underscored), ...findAll(text, redditUser)].filter(
    ({ text: it }) => !isCode(it),
  )
  const inAccount = sentencesIn(text).flatMap(({ start, end }) => accountNamesIn(text, start, end))
  return [...always, ...inAccount].map(({ start, end }) => ({
    kind: 'handle' as const,
    start,
    end,
    text: text.slice(start, end),
  }))
}

type Span = { start: number; end: number }

function accountNamesIn(text: string, from: number, to: number): Span[] {
  const sentence = text.slice(from, to)
  if (!account.test(sentence)) return []
  const owned = findAll(sentence, ownedName).flatMap((found) => nameAtEnd(found, found.groups['name'] ?? ''))
  const shaped = findAll(sentence, nameShape).filter(({ text: it }) => !isKnownWord(it) && !isCode(it))
  const called = findAll(sentence, calledName).flatMap((found) => {
    const name = (found.groups['name'] ?? '').replace(/[.#_-]+$/u, '')
    const isShaped = /[\p{Lu}\p{N}_.#]/u.test(name)
    const isSaid =
      /(?:heter (?:jeg|eg)|heiter (?:jeg|eg)|(?:jeg|eg) (?:heter|heiter)|under na|kalla?e?r|name)/iu.test(
        found.text,
      )
    // «on Lichess I'm pawnstarlofoten»: two words run together are no ordinary word.
    const isPlain = !isShaped && !isSaid && !(name.length > 12 && /(?:i'm|i am)/iu.test(found.text))
    if (/(?:fil|file|mappe|dokument|file)\p{L}* (?:\p{L}+ )?$/iu.test(sentence.slice(0, found.start)))
      return []
    if (name === '' || isPlain || isKnownWord(name) || ordinary.test(name)) return []
    const start = found.start + found.text.lastIndexOf(name)
    return { start, end: start + name.length }
  })
  const spans = [...owned, ...shaped, ...called]
  return spans.map(({ start, end }) => ({ start: from + start, end: from + end }))
}

/** After «brukernavnet mitt er» any word is the name, unless it says how the account is. */
function nameAtEnd(found: { start: number; text: string }, name: string): Span[] {
  if (ordinary.test(name.replace(/[.#_-]+$/u, '')) || ordinary.test(name) || isKnownWord(name)) return []
  const start = found.start + found.text.length - name.length
  return [{ start, end: start + name.length }]
}

function sentencesIn(text: string): Span[] {
  return Array.from(text.matchAll(/[^\n]{1,400}?(?:[.!?](?=\s)|\n|$)|[^\n]{400}/gu), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** «STK_1110», «oppgave_1.pdf» */
function isCode(word: string): boolean {
  return /^[\p{Lu}\p{N}_]+$/u.test(word) || /\.(?:pdf|docx?|xlsx?|py|txt|zip|csv)$/iu.test(word)
}

function isKnownWord(word: string): boolean {
  return known.test(word) || /^\p{Lu}{2,}-?\d{2,5}$/u.test(word)
}

const account =
  /(?:^|[^\p{L}])(?:snap\p{L}*|insta\p{L}*|finsta\p{L}*|fanfic\p{L}*|ao3|under the name|streams|(?:navnet|namnet) mitt der|name there|ig|tiktok\p{L}*|tik tok|discord\p{L}*|facebook|fb|messenger|telegram|twitter|reddit|jodel\p{L}*|signal|twitch|steam|vipps\p{L}*|vsco|letterboxd|minecraft\p{L}*|roblox|fortnite|strava|onlyfans|kahoot|vinted|tumblr|wattpad|bumble|hinge|tinder|grindr|duolingo|spotify|vgd|youtube|bereal|threads|bluesky|mastodon|pinterest|psn|xbox|playstation|soundcloud|last\.fm|goodreads|finn|whatsapp|quizlet|lichess|chess\.com|gamer\p{L}*|forum\p{L}*|server\p{L}*|blogg?\p{L}*|konto\p{L}*|profil\p{L}*|brukernavn\p{L}*|brukarnamn\p{L}*|username\p{L}*|user name|nick\p{L}*|kallenavn\p{L}*|handle|innlogging\p{L}*|login|innlegg\p{L}*|streame\p{L}*|stream|app|appen|account|under navnet|under namnet)(?!\p{L})/iu
/** A digit, an underscore or an inner capital makes it a user name here. */
const nameShape = notAfter(
  '\\p{L}\\p{N}@._/-',
  /(?=[\p{L}\p{N}._-]{0,30}(?:\p{Ll}\p{Lu}|\p{L}{3}[\p{N}]{2}|_|\p{Ll}\.\p{Ll}{3}|\p{L}{2}\.\p{N}))[\p{L}_][\p{L}\p{N}._-]{3,30}[\p{L}\p{N}]/gu,
)
const calledName = notAfter(
  '\\p{L}\\p{N}',
  /(?:heter (?:jeg|eg)|heiter (?:eg|jeg)|(?:jeg|eg|som) (?:heter|heiter|het)|kaller (?:jeg|eg) meg|kallar eg meg|(?:er|is) alltid|(?:er|is|var)(?: (?:jeg|eg))?(?: (?:der )?som)?|som|as|(?:navnet|namnet) mitt (?:der |her )?er|i'm|i am|name is|name's|tag's|handle is|called|under na[vm]net|under the name|navnet|namnet|mi|min|mitt)[ :]{1,2}(?<quote>[«"“'])?(?<name>[\p{L}\p{N}_][\p{L}\p{N}._#-]{2,30})/giu,
)
const ownedName = notAfter(
  '\\p{L}\\p{N}',
  /(?:(?:brukernav|brukarnam|kallenav|kallenam|nick|gamertag)\p{L}*|username|user name|handle|(?:snap|insta|tiktok|discord|jodel|reddit|steam|twitch|telegram|signal|strava|facebook|x-?box|psn|konto(?!r)|profil)\p{L}{0,6}(?:-en|-kontoen|-brukeren)?)(?: (?:mitt|min|mi|my|hans|hennes|på \p{L}+|on \p{L}+)){0,2} (?:(?:er|heter|heiter|is|was|var)[ :]{1,2}[«"“']?|[«"“'])(?<name>[\p{L}\p{N}_][\p{L}\p{N}._#-]{2,30})/giu,
)
const underscored = notAfter('\\p{L}\\p{N}_@./\\\\', /(?=[\p{L}\p{N}.]{0,30}_)[\p{L}_][\p{L}\p{N}._]{3,30}/gu)
const redditUser = notAfter('\\p{L}\\p{N}/', /u\/[\p{L}\p{N}_-]{3,30}/giu)
const known =
  /^(?:Snap\p{L}*|Insta\p{L}*|TikTok\p{L}*|OnlyFans|YouTube|LinkedIn|WhatsApp|PlayStation|SoundCloud|OsloMet|GitHub|FaceTime|PowerPoint|ChatGPT|BankID|MinID|PayPal|iPhone|iPad|BeReal|DnB|McDonald\p{L}*|StudentWeb|SiO|UiO|UiB|UiT|UiS|UiA|HiØ|HiM|SiB|SiT|Sit|RUSinfo|Facebook|Messenger|Discord|Reddit|Jodel|Signal|Telegram|Twitter|Twitch|Steam|Vipps|Strava|Spotify|Tinder|Hinge|Bumble|Grindr|Canvas|Teams|Zoom|Feide|Finn|Norge|Norway|Oslo|Bergen|Trondheim|Google|Apple|Minecraft|Tumblr|Wattpad|Kahoot|Vinted|covid-?19|MP3|MP4|PhD|SHoT\p{N}*|JavaScript|TypeScript|last\.fm|chess\.com|VGD)$/iu
const ordinary =
  /^(?:jeg|eg|han|hun|ho|det|den|the|this|that|med|ikke|ikkje|bare|berre|veldig|alltid|noen|nokon|meg|min|mitt|mine|som|at|på|her|der|fake|falsk|anonym|anonymous|private|privat|borte|slettet|hacket|hacka|full|fullt|tom|død|åpen|open|sperret|sperra|deaktivert|nede|gøy|kult|kul|bra|dårlig|stress|slette|et|en|ei|eit|ikke|blitt|blokkert|koblet|kobla|like|lik|så|to|for|så|et|mer|bedre|verre|best|verst|farlig|trygt|trygg|gratis|viktig|addictive|bad|good|better|worse|free|safe|not|tekne|teke|tatt|opptatt|opptekne|taken|boring|stupid|teit|kjedelig|really|so|just|only|down|banned|locked|blocked|stjålet|hacked|gone|public|offentlig|Den|Det|Jeg|Eg|Han|Hun|Ho|Men|Og|The|This|It|It's|My)$/iu
