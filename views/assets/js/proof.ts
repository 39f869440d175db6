/*
 * While a student writes, her browser does a little work that a flood of junk could not afford. It begins when
 * she does, takes a second or so, and asks nothing of her. Without it the question goes in the slow lane.
 */
import { solveChallenge, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { sendCalmly } from './sending.ts'

const longestWaitMs = 8000

function prove(field: HTMLInputElement, form: HTMLFormElement): void {
  let work: Promise<void> | undefined
  const start = () => (work ??= solve(field))
  form.addEventListener('input', () => void start(), { once: true })
  const isDone = () => field.value !== ''
  sendCalmly(form, isDone, () => Promise.race([start(), pause(longestWaitMs)]))
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
