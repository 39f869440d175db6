import type { Identifying, IdentifyingKind } from './identifyingKind.ts'
import type { Fact } from './sentenceFacts.ts'
import type { TextWord } from './textWords.ts'

export function spanOf(
  kind: IdentifyingKind,
  text: string,
  words: TextWord[],
  [first, last]: [first: number, last: number],
): Identifying {
  const start = words[first]?.start ?? 0
  const end = words[last]?.end ?? start
  return { kind, start, end, text: text.slice(start, end) }
}

/** «paramedisinkullet», and not «kullet». */
export function isNamedStudy(words: TextWord[], { at, isWhole }: Fact): boolean {
  return !isWhole && !plainStudies.test(words[at]?.lower ?? '')
}

const plainStudies =
  /^(?:hele|heile|videregående|ungdoms|barne|grunn|høy|høg|kjøre|natur|fag)?(?:skolen?|skulen?|studiet?)$/u
