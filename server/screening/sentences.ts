import { foldedWords } from './foldedWords.ts'
import { traitsOf, type Traits } from './traits.ts'

/** A sentence of a text, or a line of it: what nobody has ended with a stop ends with the line. */
export function sentencesOf(text: string): Traits[] {
  return text
    .split(/[.!?…]+(?=\s)|\n+/u)
    .map(foldedWords)
    .filter((words) => words.length > 0)
    .map(traitsOf)
}
