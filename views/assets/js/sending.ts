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
  let pressed: HTMLButtonElement | null = null

  // Safari before 15.4 does not tell with which button a form is sent. Return in a field is a click as well.
  form.addEventListener('click', ({ target }) => {
    pressed = target instanceof Element ? target.closest('button') : null
  })

  form.addEventListener('submit', (event) => {
    const button = pressed
    if (state === 'preparing' || event.timeStamp < ignoresUntil) return event.preventDefault()
    showSending(form, button)
    if (state === 'prepared' || isReady()) {
      ignoresUntil = event.timeStamp + patienceMs
      return
    }
    event.preventDefault()
    state = 'preparing'
    void prepare().finally(() => {
      state = 'prepared'
      if (button) button.click()
      else form.submit()
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

function showSending(form: HTMLFormElement, button: HTMLButtonElement | null): void {
  button?.setAttribute('aria-busy', 'true')
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
