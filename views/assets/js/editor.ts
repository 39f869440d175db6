/* The page where articles are written. It works without: this adds a toolbar, keys and a warning. */
import '@github/markdown-toolbar-element'

const form = document.querySelector<HTMLFormElement>('form[data-writing]')
const body = document.querySelector<HTMLTextAreaElement>('#body')
const keys: Record<string, string> = { b: 'bold', i: 'italic', k: 'link' }
let hasUnsaved = document.querySelector('#forhandsvisning, [data-error-summary]') !== null

form?.addEventListener('input', () => (hasUnsaved = true))
form?.addEventListener('submit', () => (hasUnsaved = false))
addEventListener('beforeunload', (event) => {
  if (hasUnsaved) event.preventDefault()
})

body?.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
  const style = keys[event.key.toLowerCase()]
  if (style === undefined) return
  event.preventDefault()
  document.querySelector<HTMLElement>(`[data-md-button="${style}"]`)?.click()
})
