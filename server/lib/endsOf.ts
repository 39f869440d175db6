/** The beginning and the end of a text that is too long to be looked at as a whole. */
export function endsOf(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text.slice(0, most / 2)}\n${text.slice(-most / 2)}`
}
