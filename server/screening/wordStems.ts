/** The word without its ending («bussen», «bussar» → «buss»), near enough to meet itself in another sentence. */
export function stemOf(word: string): string {
  const lower = word.normalize('NFC').toLowerCase()
  const ending = endings.find((each) => lower.endsWith(each) && lower.length - each.length >= shortestStem)
  if (ending === undefined || (ending === 's' && lower.endsWith('ss'))) return lower
  return lower.slice(0, -ending.length)
}

const endings = ['ene', 'ane', 'ens', 'ets', 'ar', 'er', 'en', 'et', 'a', 'e', 's', 't']
const shortestStem = 3
