/*
 * Points out what may tell who she is, by the same rules as on the server, while a student writes. Nothing of the kind
 * is asked about a text that speaks of danger, which danger.ts has looked for just before.
 */
import { findingsOf, markedText, type Finding } from '../../../server/screening/findings.ts'
import { identifyingDetailsIn } from '../../../server/screening/identifying.ts'
import { say } from './say.ts'
import { watchText } from './watching.ts'

watchText((written, form) => {
  const text = written.slice(0, longest)
  const { chosen, ...context } = contextOf(form)
  const found = form.hasAttribute('data-speaks-of-danger') ? [] : identifyingDetailsIn(text, context)
  const segments = found.length > 0 ? markedText(text, found) : []
  showFindings(form, findingsOf(segments, chosen))
})

/** Five times what may be sent: more, pasted by mistake, would only make the page wait. */
const longest = 20_000

function showFindings(form: HTMLFormElement, findings: Finding[]): void {
  for (const box of form.querySelectorAll<HTMLElement>('[data-findings]')) {
    const names = JSON.parse(box.dataset['kinds'] ?? '{}') as Partial<Record<Finding['kind'], string>>
    const items = findings.map(({ text, kind }) => itemOf(text, names[kind] ?? ''))
    box.querySelector('ul')?.replaceChildren(...items)
    if (box.hidden && findings.length > 0) say(box.querySelector('.findings-heading')?.textContent ?? '')
    box.hidden = findings.length === 0
  }
}

function itemOf(text: string, name: string): HTMLLIElement {
  const item = document.createElement('li')
  const mark = document.createElement('mark')
  mark.dir = 'auto'
  mark.textContent = text
  item.append(mark, ` – ${name}`)
  return item
}

function contextOf(form: HTMLFormElement) {
  const choice = (name: string) => form.querySelector<HTMLSelectElement>(`#${name}`)?.selectedOptions[0]
  const [age, place] = [choice('age'), choice('place')]
  const [ageBand, campus] = [age?.value || null, place?.value.split('/')[1] ?? null]
  return { ageBand, campus, chosen: [ageBand && age?.text, campus && place?.text] }
}
