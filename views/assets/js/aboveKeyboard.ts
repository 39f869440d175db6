/** Less is a bar of the browser's own. */
const leastKeyboard = 80

/** Keyboards on phones cover the bottom of the page, and tell so to nobody but the part that is seen. */
export function keepAboveKeyboard(bar: HTMLElement): void {
  const seen = window.visualViewport
  if (!seen) return
  const place = () => {
    const covered = innerHeight - seen.offsetTop - seen.height
    // Whoever has drawn the page larger with her fingers has no keyboard there.
    const height = seen.scale > 1.01 || covered < leastKeyboard ? 0 : covered
    if (height > 0) bar.style.setProperty('--keyboard', `${height}px`)
    else if (bar.style.length > 0) bar.style.removeProperty('--keyboard')
  }
  seen.addEventListener('resize', place)
  seen.addEventListener('scroll', place)
  place()
}
