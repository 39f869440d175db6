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
    bar.style.setProperty('--keyboard', `${height}px`)
  }
  seen.addEventListener('resize', place)
  seen.addEventListener('scroll', place)
  place()
}
