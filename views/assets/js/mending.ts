/* What was wrong goes away as soon as it is mended: beside the field, in the summary, in the title. */
import { clearProblem, hasProblem } from './problems.ts'
import { problemWith } from './rules.ts'

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-rules]')) {
  form.addEventListener('input', ({ target }) => {
    const name = target instanceof Element ? target.getAttribute('name') : null
    if (name === null || !hasProblem(form, name)) return
    if (problemWith(form, name) === undefined) clearProblem(form, name)
  })
}
