import { valueOf } from './rules.ts'

/** Shows what is about to be sent, as it stands in the fields: nothing is copied to anywhere else. */
export function fillReview(form: HTMLFormElement): void {
  for (const place of form.querySelectorAll<HTMLElement>('[data-review]')) {
    const names = (place.dataset['review'] ?? '').split(' ')
    const shown = names.map((name) => shownValue(form, name)).filter((value) => value !== '')
    place.textContent = shown.join('\n') || (place.dataset['none'] ?? '')
  }
}

/** What a person sees: the words of a choice, not its value. */
function shownValue(form: HTMLFormElement, name: string): string {
  const field = form.elements.namedItem(name)
  if (field instanceof HTMLSelectElement)
    return field.value === '' ? '' : (field.selectedOptions[0]?.text ?? '')
  if (!(field instanceof RadioNodeList)) return valueOf(form, name).trim()
  const chosen = form.querySelector<HTMLInputElement>(`[name="${name}"]:checked`)
  return chosen?.labels?.[0]?.textContent?.trim() ?? ''
}
