/*
 * One thing at a time: the form, which is one page without script, in short steps. Each is a place to go back to, and
 * all of it stays in the fields; the browser's history is told the number of the step and nothing else.
 */
import { problemWith, rulesOf } from './rules.ts'
import { showProblem } from './problems.ts'
import { fillReview } from './review.ts'

/** `from`: the step she came from, when it is the place before this one. */
type Place = { step: number; from?: number }

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-steps]')) takeSteps(form)

function takeSteps(form: HTMLFormElement): void {
  const steps = Array.from(form.querySelectorAll<HTMLElement>('[data-step]'))
  const progress = form.querySelector<HTMLElement>('[data-progress]')
  let current = firstOf(form, steps)

  const show = (step: number) => {
    current = step
    steps.forEach((one, index) => (one.hidden = index !== step))
    form.dataset['at'] = String(step + 1)
    if (progress) progress.textContent = (progress.dataset['text'] ?? '').replace('{n}', String(step + 1))
    if (step === steps.length - 1) fillReview(form)
  }
  const arriveAt = (step: number) => {
    show(step)
    scrollTo({ top: 0, behavior: 'instant' })
    steps[step]?.querySelector('h2')?.focus({ preventScroll: true })
  }
  const goTo = (step: number) => {
    if (step === current) return
    history.pushState({ step, from: current } satisfies Place, '')
    arriveAt(step)
  }

  for (const heading of steps.map((step) => step.querySelector('h2'))) {
    if (!heading) continue
    heading.tabIndex = -1
    if (progress) heading.setAttribute('aria-describedby', progress.id)
  }
  show(current)
  history.replaceState({ step: current } satisfies Place, '')
  addEventListener('popstate', ({ state }) => {
    const { step } = (state ?? {}) as Partial<Place>
    if (step !== undefined && steps[step]) arriveAt(step)
  })

  form.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-go-to]') : null
    if (!button) return
    const step = Number(button.dataset['goTo'])
    if (step > current && !isWell(form, steps[current])) return
    if (step < current && (history.state as Place | null)?.from === step) history.back()
    else goTo(step)
  })

  // A link in the summary of errors leads to a field that may stand in another step.
  document.querySelector('[data-error-summary]')?.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a[href^="#"]') : null
    const field = document.getElementById(link?.getAttribute('href')?.slice(1) ?? '')
    if (field) goTo(steps.findIndex((step) => step.contains(field)))
  })

  // Return in a field would send it all from wherever she stands, half told.
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
  })

  // Before the proof is made and before it is sent: what is wrong may stand in a step that she does not see.
  const stopIfWrong = (event: Event) => {
    const step = steps.findIndex((one) => problemIn(form, one) !== undefined)
    if (event.target !== form || step === -1) return
    event.preventDefault()
    event.stopPropagation()
    goTo(step)
    isWell(form, steps[step])
  }
  document.addEventListener('submit', stopIfWrong, true)
}

/** A form that came back: where something is wrong, or at the end when it only must be sent again. */
function firstOf(form: HTMLFormElement, steps: HTMLElement[]): number {
  const wrong = steps.findIndex((step) => step.querySelector('[aria-invalid]'))
  if (wrong !== -1) return wrong
  return form.hasAttribute('data-at-end') ? steps.length - 1 : 0
}

function isWell(form: HTMLFormElement, step: HTMLElement | undefined): boolean {
  const wrong = step && problemIn(form, step)
  if (wrong) showProblem(form, ...wrong)
  return wrong === undefined
}

function problemIn(form: HTMLFormElement, step: HTMLElement): [name: string, message: string] | undefined {
  for (const name of Object.keys(rulesOf(form))) {
    const message = problemWith(form, name)
    if (message !== undefined && step.querySelector(`[name="${name}"]`)) return [name, message]
  }
  return undefined
}
