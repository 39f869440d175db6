export type Found = { text: string; start: number; end: number; groups: Record<string, string | undefined> }

/**
 * `what`, but not right after one of `signs` (the inside of a character class without line breaks):
 * `(?<![signs])what` in words that every browser reads. Safari before 16.4 refuses a whole script for one
 * look-behind. For `findAll` alone, which needs the flags g and u.
 */
export function notAfter(signs: string, what: RegExp): RegExp {
  return new RegExp(`[^${signs}](?:${what.source})`, what.flags)
}

/** Everything in the text that a pattern of `notAfter` fits, from left to right and never overlapping. */
export function findAll(text: string, pattern: RegExp): Found[] {
  // Something stands before the first sign, too.
  const line = `\n${text}`
  const all: Found[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(line); match; match = pattern.exec(line)) {
    const start = match.index + signLength(line, match.index)
    const end = pattern.lastIndex
    all.push({ text: line.slice(start, end), start: start - 1, end: end - 1, groups: match.groups ?? {} })
    // The sign that ends one may be the sign that stands before the next.
    pattern.lastIndex = end - signLength(line, end - 2)
  }
  return all
}

function signLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}
