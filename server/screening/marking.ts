import { dangerIn, isGrave, type Danger } from './danger.ts'
import { markedText, type Segment } from './findings.ts'
import { identifyingDetailsIn } from './identifying.ts'
import type { AskerContext } from './identifyingCombination.ts'

/**
 * Her text with what may tell who she is, or nothing when there is nothing to ask about. A text that speaks of
 * danger is not asked about: nothing may stand between her and us then. `danger`: when it is known already.
 */
export function identifyingSegments(
  text: string,
  context: AskerContext = {},
  danger: Danger = dangerIn(text),
): Segment[] {
  const found = isGrave(danger) ? [] : identifyingDetailsIn(text, context)
  return found.length === 0 ? [] : markedText(text, found)
}
