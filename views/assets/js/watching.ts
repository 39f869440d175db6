import { endsOf } from '../../../server/lib/endsOf.ts'

const pauseMs = 700
/** More than any text that can be sent. Of a book that was pasted, the beginning and the end. */
const mostLookedAt = 10_000

/** Looks at what a student writes, at once and whenever she pauses. Nothing leaves the page and nothing is kept. */
export function watchText(look: (text: string, form: HTMLFormElement) => void): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-watch]')) {
    let timer: ReturnType<typeof setTimeout> | undefined
    form.addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(() => look(textIn(form), form), pauseMs)
    })
    look(textIn(form), form)
  }
}

function textIn(form: HTMLFormElement): string {
  const fields = form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, #title')
  return Array.from(fields, (field) => endsOf(field.value, mostLookedAt)).join('\n\n')
}
