/*
 * The server refuses what is far larger than a form can need without reading it, and the page she wrote it on would be
 * gone. So it is not sent, and she is told.
 */
document.addEventListener('submit', stopIfTooLarge, true)

function stopIfTooLarge(event: SubmitEvent): void {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || !form.dataset['room']) return
  if (sizeOf(form) <= Number(form.dataset['room'])) return
  event.preventDefault()
  event.stopPropagation()
  say(longestOf(form), form.dataset['tooLarge'] ?? '')
}

function say(field: HTMLTextAreaElement | undefined, text: string): void {
  if (!field) return
  field.setCustomValidity(text)
  field.reportValidity()
  field.addEventListener('input', () => field.setCustomValidity(''), { once: true })
}

function longestOf(form: HTMLFormElement): HTMLTextAreaElement | undefined {
  const [first, ...others] = Array.from(form.querySelectorAll('textarea'))
  return others.reduce((one, other) => (one && one.value.length > other.value.length ? one : other), first)
}

/** In bytes, as the browser sends it. */
function sizeOf(form: HTMLFormElement): number {
  const sent = new URLSearchParams()
  new FormData(form).forEach((value, name) =>
    sent.append(name, typeof value === 'string' ? withLineBreaks(value) : ''),
  )
  return sent.toString().length
}

function withLineBreaks(value: string): string {
  return value.replace(/\r\n?|\n/g, '\r\n')
}
