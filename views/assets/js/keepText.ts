/*
 * Pages with her text are not kept by the browser, so whoever leaves one loses what she wrote. Once she has written,
 * the links on the page open beside it, and the browser asks before it closes the page. Leaving the site quickly is
 * the exception, and stays as it is.
 */
function openLinksAside(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]:not([data-quick-exit])')) {
    if (link.target !== '' || link.getAttribute('href')?.startsWith('#') || link.protocol === 'tel:') continue
    link.target = '_blank'
    link.relList.add('noopener')
  }
}

// A number to call leaves the page as well, for the browser. Nothing may stand between her and the call.
let mayLeave = false
document.addEventListener('submit', () => (mayLeave = true))
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('a[href]')) mayLeave = true
})

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-watch]')) {
  form.addEventListener('input', openLinksAside, { once: true })
  form.addEventListener('input', () => (mayLeave = false))
  addEventListener('beforeunload', (event) => {
    const holdsText = Array.from(form.querySelectorAll('textarea')).some(({ value }) => value.trim() !== '')
    // The quick exit has emptied the page, and asks nothing.
    if (!mayLeave && form.isConnected && holdsText) event.preventDefault()
  })
}
