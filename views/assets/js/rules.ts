/** What a field must hold, and what is said when it does not: `data-rules` of its form, written by the server. */
type Rule = { min?: number; max?: number; short?: string; long?: string }

/** What is wrong with this field, in the words of the server; undefined when it will most likely be taken. */
export function problemWith(form: HTMLFormElement, name: string): string | undefined {
  const { min = 0, max = Infinity, short, long } = rulesOf(form)[name] ?? {}
  const length = lengthOf(valueOf(form, name))
  if (length < min) return short
  return length > max ? long : undefined
}

export function rulesOf(form: HTMLFormElement): Partial<Record<string, Rule>> {
  return JSON.parse(form.dataset['rules'] ?? '{}') as Partial<Record<string, Rule>>
}

export function valueOf(form: HTMLFormElement, name: string): string {
  const field = form.elements.namedItem(name)
  return field && 'value' in field ? field.value : ''
}

/** Counted as on the server: characters as a person counts them. */
export function lengthOf(value: string): number {
  let length = 0
  for (const _ of value.replace(/\r\n?/g, '\n').trim()) length += 1
  return length
}
