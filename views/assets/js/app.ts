/* Small helps on every page, which all work without. It stores nothing. */

for (const button of document.querySelectorAll('[data-print]'))
  button.addEventListener('click', () => print())
for (const element of document.querySelectorAll<HTMLElement>('[data-needs-js]')) element.hidden = false
// Where «autofocus» did not reach the summary; not before the browser has had its turn.
addEventListener('load', () => document.querySelector<HTMLElement>('[data-error-summary]')?.focus())
