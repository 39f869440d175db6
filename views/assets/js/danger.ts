/*
 * Shows who can help when a student writes of danger, by the same rules as on the server. In a script of its own, and
 * before the others: it must work whatever else fails.
 */
import { dangersIn } from '../../../server/screening/danger.ts'
import { watchText } from './watching.ts'

watchText((text, form) => {
  const speaksOfDanger = dangersIn(text).length > 0
  form.toggleAttribute('data-speaks-of-danger', speaksOfDanger)
  // Once shown it stays: help that comes and goes while she writes would be a worse thing than none.
  const help = form.querySelector<HTMLElement>('[data-danger]')
  if (help?.hidden && speaksOfDanger) help.hidden = false
})
