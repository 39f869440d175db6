const segmenter = new Intl.Segmenter('nb', { granularity: 'grapheme' })

/**
 * The beginning of a text, at most so long in UTF-16 units, and never half of what a person sees as one sign: an
 * emoji, a family or a flag, a letter with its marks.
 */
export function startOf(text: string, longest: number): string {
  return text.length > longest ? text.slice(0, signAt(text, longest).index) : text
}

/** As `startOf`, from the other end. */
export function endOf(text: string, longest: number): string {
  const start = text.length - longest
  if (start <= 0) return text
  const { index, segment } = signAt(text, start)
  return text.slice(index === start ? start : index + segment.length)
}

/** The sign that this unit of the text is part of. */
function signAt(text: string, unit: number): { index: number; segment: string } {
  return segmenter.segment(text).containing(unit) ?? { index: text.length, segment: '' }
}
