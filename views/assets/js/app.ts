/* Every page's script. All of it is a help on top of pages that work without; it stores nothing. */

const quickExit = document.querySelector<HTMLAnchorElement>('a[data-quick-exit]')
const pressesToLeave = 3
const pressesWithin = 1500
let presses: number[] = []

/** Empties the page at once, then replaces it, so that neither the screen nor Back shows it again. */
function leave(address: string): void {
  document.title = 'Yr'
  document.body.replaceChildren()
  location.replace(address)
}

function countPress(event: KeyboardEvent): void {
  if (event.key !== 'Shift') presses = []
  if (event.key !== 'Shift' || event.repeat || !quickExit) return
  presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < pressesWithin)
  if (presses.length >= pressesToLeave) leave(quickExit.href)
}

async function copyCode(button: HTMLButtonElement): Promise<void> {
  await navigator.clipboard.writeText(button.dataset['copy'] ?? '')
  const status = document.querySelector('[data-copy-status]')
  if (status) status.textContent = button.dataset['copied'] ?? ''
}

function clicked(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>('a, button') : null
  if (!target) return
  if (target === quickExit) {
    event.preventDefault()
    leave(quickExit.href)
  }
  if (target instanceof HTMLButtonElement && 'copy' in target.dataset) void copyCode(target)
  if ('print' in target.dataset) print()
}

document.addEventListener('keydown', countPress)
document.addEventListener('click', clicked)
// Some browsers keep pages that said «no-store» in the back/forward cache. Asked for anew, never sent anew.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.replace(location.pathname + location.search)
})

/**
 * The browser's history keeps what a form sent, to send it again for Back and for a tab that is opened again: the
 * text, or the code. From here on it only knows the address. (At the desk, pages belong to their forms.)
 */
function forgetWhatWasSent(): void {
  const address = location.pathname.startsWith('/kvittering') ? '/kvittering' : location.pathname
  history.replaceState(null, '', address + location.search + location.hash)
}

if (quickExit) {
  // At once for a code; a question stays as long as its page, so that a reload can show the code again.
  if (location.pathname.startsWith('/kvittering')) forgetWhatWasSent()
  addEventListener('pagehide', forgetWhatWasSent)
  document.querySelector('.saved-code')?.addEventListener('toggle', forgetWhatWasSent)
}

for (const element of document.querySelectorAll<HTMLElement>('[data-needs-js]')) element.hidden = false
// Where «autofocus» did not reach the summary; not before the browser has had its turn.
addEventListener('load', () => document.querySelector<HTMLElement>('[data-error-summary]')?.focus())
