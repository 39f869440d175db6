/* Says beside a field what is wrong with it, as the server does on a form that comes back, and takes it away again. */

/** Shows it, and brings her to the field. */
export function showProblem(form: HTMLFormElement, name: string, message: string): void {
  const [first] = fieldsOf(form, name)
  if (!first) return
  const shown = messageOf(first) ?? newMessage(first)
  shown.textContent = message
  for (const field of fieldsOf(form, name)) field.setAttribute('aria-invalid', 'true')
  describe(describedBy(first), shown.id, true)
  first.focus()
}

export function clearProblem(form: HTMLFormElement, name: string): void {
  const [first] = fieldsOf(form, name)
  const shown = first && messageOf(first)
  if (!first || !shown) return
  shown.remove()
  for (const field of fieldsOf(form, name)) field.removeAttribute('aria-invalid')
  describe(describedBy(first), shown.id, false)
  crossOut(first.id)
}

export function hasProblem(form: HTMLFormElement, name: string): boolean {
  return fieldsOf(form, name).some((field) => field.getAttribute('aria-invalid') === 'true')
}

/** In the summary above the form, which goes with its last line, and with it the word before the title. */
function crossOut(id: string): void {
  const summary = document.querySelector<HTMLElement>('[data-error-summary]')
  const line = summary?.querySelector(`a[href="#${id}"]`)?.closest('li')
  if (!summary || !line) return
  line.remove()
  const left = summary.querySelectorAll('li').length
  const heading = summary.querySelector('h2')
  const headings = JSON.parse(summary.dataset['headings'] ?? '[]') as string[]
  if (heading) heading.textContent = headings[left - 1] ?? ''
  if (left > 0) return
  summary.remove()
  document.title = document.title.replace(`${summary.dataset['prefix'] ?? ''} `, '')
}

function newMessage(first: HTMLElement): HTMLElement {
  const message = document.createElement('p')
  message.className = 'ds-validation-message'
  message.dataset['field'] = 'validation'
  message.id = `${first.id}-error`
  const choices = first.closest('fieldset.choices')
  if (choices) choices.querySelector('legend')?.after(message)
  else first.before(message)
  return message
}

function messageOf(first: HTMLElement): HTMLElement | null {
  return document.getElementById(`${first.id}-error`)
}

/** Radio buttons are described together, by what holds them. */
function describedBy(first: HTMLElement): Element {
  return first.closest('fieldset.choices') ?? first
}

function describe(element: Element, id: string, isOn: boolean): void {
  const others = (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((one) => one && one !== id)
  const all = isOn ? [...others, id] : others
  if (all.length > 0) element.setAttribute('aria-describedby', all.join(' '))
  else element.removeAttribute('aria-describedby')
}

function fieldsOf(form: HTMLFormElement, name: string): HTMLElement[] {
  return Array.from(form.querySelectorAll<HTMLElement>(`[name="${name}"]`))
}
