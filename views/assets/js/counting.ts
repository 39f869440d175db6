/*
 * How much room there is left, as she writes. Seen at once; said only when there is too much, and once, so that a
 * screen reader is not interrupted at every key.
 */
import { lengthOf, rulesOf } from './rules.ts'

for (const counter of document.querySelectorAll<HTMLElement>('[data-counts]')) {
  const field = document.getElementById(counter.dataset['counts'] ?? '')
  if (field instanceof HTMLTextAreaElement && field.form) count(counter, field, field.form)
}

function count(counter: HTMLElement, field: HTMLTextAreaElement, form: HTMLFormElement): void {
  const room = rulesOf(form)[field.name]?.max ?? 0
  const { left = '', over = '' } = counter.dataset
  const status = counter.parentElement?.querySelector<HTMLElement>('[data-count-status]')
  const atFirst = counter.textContent
  const show = () => {
    const length = lengthOf(field.value)
    const isOver = length > room
    const text = (isOver ? over : left).replace('{n}', spaced(Math.abs(room - length)))
    counter.textContent = length === 0 ? atFirst : text
    counter.toggleAttribute('data-is-over', isOver)
    if (status && isOver !== (status.textContent !== '')) status.textContent = isOver ? text : ''
  }
  field.addEventListener('input', show)
  show()
}

/** As numbers are written in Norwegian: «996 000», never broken. */
function spaced(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, '\u00a0')
}
