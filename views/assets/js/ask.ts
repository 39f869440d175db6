/*
 * While a student writes: points out what may tell who she is, and shows who can help when she writes of danger.
 * The same rules as on the server. Nothing leaves the page and nothing is kept.
 */
import { keepPageWhileWriting } from './keepText.ts'
import './proof.ts'
import { dangersIn } from '../../../server/screening/danger.ts'
import { findingsOf, tellingParts, type Finding } from '../../../server/screening/marking.ts'

const pauseMs = 700

function watch(form: HTMLFormElement): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => look(form), pauseMs)
  })
  look(form)
}

function look(form: HTMLFormElement): void {
  const fields = form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, #title')
  const text = Array.from(fields, (field) => field.value).join('\n\n')
  const dangers = dangersIn(text)
  const { chosen, ...context } = contextOf(form)
  showFindings(form, findingsOf(tellingParts(text, context, dangers), chosen))
  // Once shown it stays: help that comes and goes while she writes would be a worse thing than none.
  const help = form.querySelector<HTMLElement>('[data-danger]')
  if (help?.hidden && dangers.length > 0) help.hidden = false
}

function showFindings(form: HTMLFormElement, findings: Finding[]): void {
  const box = form.querySelector<HTMLElement>('[data-findings]')
  const list = box?.querySelector('ul')
  if (!box || !list) return
  list.replaceChildren(...findings.map(itemOf))
  box.hidden = findings.length === 0
}

function itemOf({ text, label }: Finding): HTMLLIElement {
  const item = document.createElement('li')
  const mark = document.createElement('mark')
  mark.textContent = text
  item.append(mark, ` – ${label}`)
  return item
}

function contextOf(form: HTMLFormElement) {
  const choice = (name: string) => form.querySelector<HTMLSelectElement>(`#${name}`)?.selectedOptions[0]
  const [age, place] = [choice('age'), choice('place')]
  const [ageBand, campus] = [age?.value || null, place?.value.split('/')[1] ?? null]
  return { ageBand, campus, chosen: [ageBand && age?.text, campus && place?.text] }
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-watch]')) {
  watch(form)
  keepPageWhileWriting(form)
}
