/*
 * While a student writes: points out what may tell who she is, and shows who can help when she writes of danger.
 * The same rules as on the server. Nothing leaves the page and nothing is kept.
 */
import { keepPageWhileWriting } from './keepText.ts'
import './proof.ts'
import { dangersIn } from '../../../server/questions/danger.ts'
import { identifyingDetailsIn } from '../../../server/questions/identifying.ts'
import { findingsOf, markedText } from '../../../server/questions/marking.ts'

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
  showFindings(form, text)
  // Once shown it stays: help that comes and goes while she writes would be a worse thing than none.
  const help = form.querySelector<HTMLElement>('[data-danger]')
  if (help?.hidden && dangersIn(text).length > 0) help.hidden = false
}

function showFindings(form: HTMLFormElement, text: string): void {
  const box = form.querySelector<HTMLElement>('[data-findings]')
  const list = box?.querySelector('ul')
  if (!box || !list) return
  const findings = findingsOf(markedText(text, identifyingDetailsIn(text, contextOf(form))))
  list.replaceChildren(...findings.map(itemOf))
  box.hidden = findings.length === 0
}

function itemOf({ text, label }: { text: string; label: string }): HTMLLIElement {
  const item = document.createElement('li')
  const mark = document.createElement('mark')
  mark.textContent = text
  item.append(mark, ` – ${label}`)
  return item
}

function contextOf(form: HTMLFormElement) {
  const chosen = (name: string) => form.querySelector<HTMLSelectElement>(`#${name}`)?.value || null
  return { ageBand: chosen('age'), campus: chosen('place')?.split('/')[1] ?? null }
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-watch]')) {
  watch(form)
  keepPageWhileWriting(form)
}
