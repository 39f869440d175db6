/*
 * Pages with her text are not kept by the browser, so whoever leaves one loses what she wrote. Once she has written,
 * the links on the page open beside it. Leaving the site quickly is the exception, and stays as it is.
 */
function openLinksAside(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]:not([data-quick-exit])')) {
    if (link.target !== '' || link.getAttribute('href')?.startsWith('#') || link.protocol === 'tel:') continue
    link.target = '_blank'
    link.relList.add('noopener')
  }
}

for (const form of document.querySelectorAll('form[data-watch]')) {
  form.addEventListener('input', openLinksAside, { once: true })
}
