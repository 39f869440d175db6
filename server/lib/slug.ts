import anyAscii from 'any-ascii'

const maxLength = 80

/** A readable address from a title: «Å tvile på parforholdet» → «a-tvile-pa-parforholdet». May be empty. */
export function slugOf(title: string): string {
  const words = title
    // What nobody sees, or stands inside a word, parts no words: «Kari’s», «spise\u00adforstyrrelse».
    .replace(/[\p{Cf}'’´`]/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    // As Sámi names are written without the letter: «Porsáŋgu» → «porsangu», where the package says «ng».
    .replaceAll('ŋ', 'n')
    // A picture is no word, but the package would write its name.
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
  const ascii = anyAscii(words).toLowerCase().replace(/['`]/g, '')
  return shortened(ascii.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, ''))
}

/** Whole words, as long as the first is not too long by itself. */
function shortened(slug: string): string {
  if (slug.length <= maxLength) return slug
  const end = slug.lastIndexOf('-', maxLength)
  return slug.slice(0, end > 0 ? end : maxLength)
}
