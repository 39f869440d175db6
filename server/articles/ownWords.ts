import { DomainError } from '../errors.ts'
import { visibleLength } from '../lib/visible.ts'
import { lettersInRuns, lettersOf, runsOf, spansInRuns, type Runs } from '../screening/likeness.ts'
import type { Texts } from './article.ts'

/** Something in a text for everyone that stands there as its asker wrote it. */
export type Passage = { field: keyof Texts; text: string }

/** Fewer letters in a row are how the language is: «hva skal jeg». */
const usualRun = 12
const shortestRun = 3
/** From here on a text is still hers: what is edited stays well below (test/pure/ownWordPairs.ts). */
const copiedShare = 0.8
/** Here shorter runs count, so it is a copy only where little else is asked. */
const shortLength = 60
const shownShare = 2 / 3
const shortestReason = 10

/**
 * What readers would see as the asker wrote it, when that is nearly all she sent at one time (a question, a reply, a
 * follow-up); nothing when it is told in other words. She was promised that what she wrote is read by those who work
 * with it and is not published (content/pages/personvern.md). Linear in the texts.
 */
export function ownWordsIn(texts: Texts, sent: string[] = []): Passage[] {
  const question = lettersOf(texts.question)
  const runs = runsOf(
    fields.map((field) => lettersOf(texts[field])),
    usualRun,
  )
  const copies = sent.map(lettersOf).filter((letters) => isCopied(letters, question, runs))
  if (copies.length > 0) return passagesOf(texts, runsOf(copies, Math.min(...copies.map(runFor))))
  return sent.some((text) => isSame(text, texts.question))
    ? [{ field: 'question', text: texts.question }]
    : []
}

/** Whether they may be published: there are none, or their writer has said why. */
export function isExplained(passages: Passage[], reason: string): boolean {
  return passages.length === 0 || visibleLength(reason) >= shortestReason
}

export function requireExplained(passages: Passage[], reason: string) {
  if (isExplained(passages, reason)) return
  throw new DomainError('conflict', 'ownWordsUnexplained')
}

function isCopied(sent: string, question: string, shown: Runs): boolean {
  if (sent.length >= shortLength) return shareIn(sent, shown) >= copiedShare
  const run = runFor(sent)
  return (
    shareIn(sent, runsOf([question], run)) >= copiedShare &&
    shareIn(question, runsOf([sent], run)) >= shownShare
  )
}

/** One changed letter breaks runs of no more than a fifth of the text, so it hides no copy. */
function runFor({ length }: string): number {
  return Math.min(usualRun, Math.max(shortestRun, Math.floor(length / 5)))
}

function shareIn(letters: string, runs: Runs): number {
  const inRun = lettersInRuns(letters, runs)
  return inRun.filter(Boolean).length / Math.max(1, inRun.length)
}

function passagesOf(texts: Texts, runs: Runs): Passage[] {
  return fields.flatMap((field) =>
    spansInRuns(texts[field], runs).map(({ start, end }) => ({
      field,
      text: texts[field].slice(start, end),
    })),
  )
}

/** Numbers, signs and a word or two have hardly any letters to go by. */
function isSame(sent: string, question: string): boolean {
  const shown = onOneLine(question)
  return shown !== '' && onOneLine(sent) === shown
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

const fields = ['title', 'summary', 'question', 'body'] as const satisfies (keyof Texts)[]
