import type { Dictionary } from '../i18n/dictionary.ts'
import type { RawForm } from '../web/forms.ts'

type Suggestions = Dictionary['queue']['rejection']['suggestions']
export type Suggestion = Suggestions[number]

export function findSuggestion(t: Dictionary, code: unknown): Suggestion | undefined {
  return t.queue.rejection.suggestions.find((suggestion) => suggestion.code === code)
}

/** What somebody has typed stays, and the suggestion comes after it. One that she has not touched gives way to the next. */
export function withSuggestion(t: Dictionary, raw: RawForm, { text, label }: Suggestion): RawForm {
  const { suggestions } = t.queue.rejection
  const typed = typedIn(suggestions, raw.rejection, 'text')
  return {
    ...raw,
    rejection: [typed, text].filter((part) => part !== '').join('\n\n'),
    reason: typedIn(suggestions, raw.reason, 'label') || label,
  }
}

function typedIn(
  suggestions: Suggestions,
  field: RawForm[string] | undefined,
  part: 'text' | 'label',
): string {
  const value = ([field ?? ''].flat()[0] ?? '').replace(/\r\n?/g, '\n').trim()
  return suggestions.some((suggestion) => suggestion[part] === value) ? '' : value
}
