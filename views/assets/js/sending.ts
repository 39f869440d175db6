/*
 * Between the click and the next page some seconds may pass. The page says so, and further clicks change nothing. Who
 * stops it and writes on, or waits in vain, can send again.
 */
const patienceMs = 8000

/** `prepare`: what must be ready before the form goes; once is enough, and it may fail. */
export function sendCalmly(
  form: HTMLFormElement,
  isReady: () => boolean,
  prepare: () => Promise<unknown>,
): void {
  let state: 'idle' | 'preparing' | 'prepared' = 'idle'
  let ignoresUntil = 0

  form.addEventListener('submit', (event) => {
    const { submitter } = event
    if (state === 'preparing' || event.timeStamp < ignoresUntil) return event.preventDefault()
    showSending(form, submitter)
    if (state === 'prepared' || isReady()) {
      ignoresUntil = event.timeStamp + patienceMs
      return
    }
    event.preventDefault()
    state = 'preparing'
    void prepare().finally(() => {
      state = 'prepared'
      form.requestSubmit(submitter)
    })
  })

  const restore = () => {
    if (state === 'preparing') return
    ignoresUntil = 0
    showIdle(form)
  }
  form.addEventListener('input', restore)
  addEventListener('pageshow', restore)
}

function showSending(form: HTMLFormElement, submitter: HTMLElement | null): void {
  submitter?.setAttribute('aria-busy', 'true')
  const status = statusOf(form)
  if (status) status.textContent = status.dataset['sending'] ?? ''
}

function showIdle(form: HTMLFormElement): void {
  form.querySelector('[aria-busy]')?.removeAttribute('aria-busy')
  const status = statusOf(form)
  if (status) status.textContent = ''
}

function statusOf(form: HTMLFormElement): HTMLElement | null {
  return form.querySelector<HTMLElement>('[data-sending]')
}
