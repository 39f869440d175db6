/* The way out, in a script of its own: it must work whatever else fails. It stores nothing. */

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

document.addEventListener('keydown', countPress)
quickExit?.addEventListener('click', (event) => {
  event.preventDefault()
  leave(quickExit.href)
})
