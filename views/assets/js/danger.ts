/*
 * Shows who can help when a student writes of danger, by the same rules as on the server. In a script of its own, and
 * before the others: it must work whatever else fails.
 */
import { dangerIn, isGrave } from '../../../server/screening/danger.ts'
import { keepAboveKeyboard } from './aboveKeyboard.ts'
import { say } from './say.ts'
import { watchText } from './watching.ts'

watchText((text, form) => {
  const danger = dangerIn(text)
  const grave = isGrave(danger)
  form.toggleAttribute('data-speaks-of-danger', grave)
  if (danger.level !== null) showHelp(grave ? '' : ':not(.help-bar)')
})

// Once shown it stays: help that comes and goes while she writes would be a worse thing than none. What only sounds of
// danger shows the lines beside the text, and no bar before it.
function showHelp(which: string): void {
  const help = document.querySelectorAll<HTMLElement>(`[data-danger][hidden]${which}`)
  for (const part of help) part.hidden = false
  if (help.length > 0) say()
}

for (const bar of document.querySelectorAll<HTMLElement>('.help-bar')) keepAboveKeyboard(bar)
