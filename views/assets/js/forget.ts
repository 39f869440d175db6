/* Whoever comes after her at the same computer finds neither her text nor her code. It stores nothing. */

const holdsWords = /^\/(spor|kvittering|redaksjon)(\/|$)/.test(location.pathname)
const isAtCode = location.pathname.startsWith('/kvittering')

// Some browsers keep pages that said «no-store» in the back/forward cache. Asked for anew, never sent anew. What is
// public may stay as it was, so that whoever comes back from an article stands where she left the list.
addEventListener('pageshow', (event) => {
  if (event.persisted && holdsWords) location.replace(location.pathname + location.search)
})

/**
 * The browser's history keeps what a form sent, to send it again for Back and for a tab that is opened again: the
 * text, or the code. From here on it only knows the address. (At the desk, pages belong to their forms.)
 */
function forgetWhatWasSent(): void {
  const address = isAtCode ? '/kvittering' : location.pathname
  history.replaceState(null, '', address + location.search + location.hash)
}

if (document.querySelector('a[data-quick-exit]')) {
  // At once for a code; a question stays as long as its page, so that a reload can show the code again.
  if (isAtCode) forgetWhatWasSent()
  addEventListener('pagehide', forgetWhatWasSent)
  document.querySelector('.saved-code')?.addEventListener('toggle', forgetWhatWasSent)
}
