import type { Fields } from './client.ts'
import { password } from './staff.ts'
import type { Control, WebForm } from './webPage.ts'

/** What somebody sends of a form. */
export type Filler = (form: WebForm) => Fields

export const words = 'Noe som er langt nok til å være en tekst.'
/** Longer than any field but one has room for, and no more than a form with short fields may hold. */
const tooLong = (name: string) => 'a'.repeat(name === 'body' ? 21_000 : 5000)
const isBox = ({ type }: Control) => type === 'checkbox' || type === 'radio'
const isTyped = ({ type }: Control) =>
  type !== 'hidden' && type !== 'select' && type !== 'checkbox' && type !== 'radio'

export const untouched: Filler = (form) => send(form, (control) => (control.isOn ? control.value : undefined))

export const empty: Filler = (form) =>
  send(form, (control) => (control.type === 'hidden' ? control.value : isBox(control) ? undefined : ''))

/** As a hasty person does: something in every field, the first of every choice, and every box. `knows` is by field. */
export const hasty =
  (knows: Record<string, string>): Filler =>
  (form) =>
    send(form, (control) => {
      if (isBox(control) && knows[control.name] !== undefined)
        return knows[control.name] === control.value ? control.value : undefined
      const isLater = control !== form.controls.find(({ name }) => name === control.name)
      if (control.type === 'radio' && isLater) return undefined
      if (control.type === 'select') return control.options.find((option) => option !== '') ?? ''
      return isTyped(control) ? (knows[control.name] ?? (control.value || typed(control))) : control.value
    })

/** One for each field that somebody types in: too long there, and otherwise as it stands. */
export function tooLongSomewhere(form: WebForm): Filler[] {
  const names = form.controls.filter(isTyped).map(({ name }) => name)
  return names.map((name) => (now) => ({ ...untouched(now), [name]: tooLong(name) }))
}

/** Whether there is anything in it to fill in. */
export function isFillable({ controls }: WebForm): boolean {
  return controls.some(({ type }) => type !== 'hidden')
}

let people = 0

function typed({ type }: Control): string {
  if (type === 'email') return `ny${(people += 1)}@example.no`
  if (type === 'password') return password
  return type === 'date' ? '2026-11-25' : words
}

function send(form: WebForm, valueOf: (control: Control) => string | undefined): Fields {
  const fields: Record<string, string[]> = {}
  for (const control of form.controls) {
    const value = valueOf(control)
    if (value !== undefined) (fields[control.name] ??= []).push(value)
  }
  return fields
}
