import { circumstancesIn } from './identifyingCircumstances.ts'
import { manyFactsIn } from './identifyingManyFacts.ts'
import { type AskerContext, combinationsIn } from './identifyingCombination.ts'
import { birthDatesIn, referencesIn } from './identifyingLabelled.ts'
import { namedWardsIn, roomsIn, wardsIn, workplacesIn } from './identifyingRooms.ts'
import { usernamesIn } from './identifyingUsernames.ts'
import { dictatedPhonesIn } from './identifyingDictated.ts'
import { sentencesOf } from './sentenceFacts.ts'
import { emailsIn, handlesIn, linksIn } from './identifyingContacts.ts'
import type { Identifying, IdentifyingKind } from './identifyingKind.ts'
import { elevenDigitsIn, phonesIn, studentNumbersIn } from './identifyingNumbers.ts'
import { peopleIn } from './identifyingPeople.ts'
import {
  addressesIn,
  postcodesIn,
  smallPlacesIn,
  streetsAfterNumbersIn,
  unlistedPlacesIn,
} from './identifyingPlaces.ts'
import { textWords } from './textWords.ts'

export type { Identifying, IdentifyingKind }

/**
 * What in a text may tell who wrote it, in the order it stands and never overlapping. Runs in the browser while
 * she types and on the server when she sends; it points things out and decides nothing.
 */
export function identifyingDetailsIn(text: string, context: AskerContext = {}): Identifying[] {
  const words = textWords(text)
  const sentences = sentencesOf(words)
  // The surest first: what is already marked is not marked again as something vaguer.
  const found = [
    ...elevenDigitsIn(text),
    ...emailsIn(text),
    ...linksIn(text),
    ...studentNumbersIn(text),
    ...handlesIn(text),
    ...usernamesIn(text),
    ...phonesIn(text),
    ...dictatedPhonesIn(text),
    ...referencesIn(text),
    ...birthDatesIn(text),
    ...addressesIn(text, words),
    ...streetsAfterNumbersIn(text, words),
    ...postcodesIn(text, words),
    ...peopleIn(text, words),
    ...smallPlacesIn(text, words),
    ...roomsIn(text, words, sentences),
    ...wardsIn(text, words, sentences),
    ...namedWardsIn(text),
    ...workplacesIn(text, words, sentences),
    ...circumstancesIn(text, words, sentences),
    ...unlistedPlacesIn(text, words),
    ...combinationsIn(text, words, context),
    ...manyFactsIn(text, words, sentences),
  ]
  const marks = withoutOverlap(found, text.length)
  marks.sort((one, other) => one.start - other.start)
  return marks
}

function withoutOverlap(found: Identifying[], length: number): Identifying[] {
  const isMarked = new Uint8Array(length)
  return found.filter(({ start, end }) => {
    if (start >= end || isMarked.subarray(start, end).includes(1)) return false
    isMarked.fill(1, start, end)
    return true
  })
}
