import { dictionaries } from '../i18n/dictionary.ts'
import type { RawForm } from '../web/forms.ts'

const { suggestions } = dictionaries.nb.queue.rejection

export type Suggestion = (typeof suggestions)[number]

export function findSuggestion(code: unknown): Suggestion | undefined {
  return suggestions.find((suggestion) => suggestion.code === code)
}

/** What somebody has typed stays, and the suggestion comes after it. One that she has not touched gives way to the next. */
export function withSuggestion(raw: RawForm, { text, label }: Suggestion): RawForm {
  const typed = typedIn(raw.rejection, 'text')
  return {
    ...raw,
    rejection: [typed, text].filter((part) => part !== '').join('\n\n'),
    reason: typedIn(raw.reason, 'label') || label,
  }
}

function typedIn(field: RawForm[string] | undefined, part: 'text' | 'label'): string {
  const value = ([field ?? ''].flat()[0] ?? '').replace(/\r\n?/g, '\n').trim()
  return suggestions.some((suggestion) => suggestion[part] === value) ? '' : value
}
