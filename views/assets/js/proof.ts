/*
 * While a student writes, her browser does a little work that a flood of junk could not afford. It begins when
 * she does, takes a second or so, and asks nothing of her. Without it the question goes in the slow lane.
 */
import { solveChallenge, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'

const longestWaitMs = 8000

function prove(field: HTMLInputElement, form: HTMLFormElement): void {
  let work: Promise<void> | undefined
  const start = () => (work ??= solve(field))
  form.addEventListener('input', () => void start(), { once: true })
  form.addEventListener('submit', (event) => {
    if (field.value !== '' || form.dataset['sent'] === 'yes') return
    event.preventDefault()
    const { submitter } = event
    void Promise.race([start(), pause(longestWaitMs)]).finally(() => {
      form.dataset['sent'] = 'yes'
      form.requestSubmit(submitter)
    })
  })
}

async function solve(field: HTMLInputElement): Promise<void> {
  try {
    const challenge = JSON.parse(atob(field.dataset['challenge'] ?? '')) as Challenge
    const solution = await solveChallenge({ challenge, deriveKey })
    if (solution) field.value = btoa(JSON.stringify({ challenge, solution }))
  } catch {
    // An old browser, or no secure connection: the slow lane is always open.
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

for (const field of document.querySelectorAll<HTMLInputElement>('input[data-challenge]')) {
  if (field.form) prove(field, field.form)
}
