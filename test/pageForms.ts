import type { Fields, Reply } from './client.ts'

/** A form as it stands on a page. */
export type PageForm = { action: string; fields: Fields }

/**
 * Every form on a page that is sent with POST, filled in as a hasty person would: her words in every text, the
 * first choice where one must be made, and the rest as it stands.
 */
export function filledForms(reply: Reply, words: string): PageForm[] {
  return [...reply.text.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)]
    .filter(([, attributes = '']) => /method="post"/.test(attributes))
    .map(([, attributes = '', inside = '']) => ({
      action: attributeOf(attributes, 'action') ?? '',
      fields: fieldsIn(inside, words),
    }))
}

function fieldsIn(form: string, words: string): Fields {
  const fields: Fields = {}
  for (const { 0: opening, 1: tag, 2: attributes = '', index } of form.matchAll(controls)) {
    const name = attributeOf(attributes, 'name')
    if (name === undefined) continue
    const inside = form.slice(index + opening.length).split(`</${tag}>`)[0] ?? ''
    if (tag === 'textarea') fields[name] = words
    else if (tag === 'select') fields[name] = chosenIn(inside)
    else if (/type="(radio|checkbox)"/.test(attributes))
      fields[name] ??= attributeOf(attributes, 'value') ?? 'on'
    else fields[name] = attributeOf(attributes, 'value') || words
  }
  return fields
}

const controls = /<(input|textarea|select)\b([^>]*)>/g

function chosenIn(select: string): string {
  const values = [...select.matchAll(/<option\b([^>]*)>/g)].map(([, attributes = '']) => attributes)
  const chosen = values.find((attributes) => / selected/.test(attributes))
  const value = attributeOf(chosen ?? '', 'value')
  return value || (values.map((attributes) => attributeOf(attributes, 'value')).find(Boolean) ?? '')
}

function attributeOf(attributes: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1]
  return value === undefined ? undefined : plain(value)
}

/** What an attribute says, without entities. */
export function plain(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
