/* Copies the code to her question. Where the browser refuses, the page says so and selects it for her. */

const button = document.querySelector<HTMLButtonElement>('button[data-copy]')
const code = document.querySelector<HTMLElement>('[data-code]')
const status = document.querySelector<HTMLElement>('[data-copy-status]')

async function copyCode({ dataset }: HTMLButtonElement): Promise<void> {
  say('')
  try {
    await navigator.clipboard.writeText(dataset['copy'] ?? '')
    say(dataset['copied'])
  } catch {
    // Refused by her settings or by whoever owns the machine, or there is no clipboard without https.
    if (code) getSelection()?.selectAllChildren(code)
    say(dataset['refused'])
  }
}

function say(text = ''): void {
  if (status) status.textContent = text
}

button?.addEventListener('click', () => void copyCode(button))
