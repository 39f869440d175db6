import type { Dictionary } from '../i18n/dictionary.ts'
import { startOf } from '../lib/graphemes.ts'
import { topicName, type Names } from './naming.ts'
import { isOpen, type Question, type QuestionStatus } from './question.ts'

export type Tag = { label: string; tone: string }

/** A question in a list: what a person with ten minutes needs, to choose. */
export type Row = {
  href: string
  heading: string
  urgent: boolean
  tags: Tag[]
  facts: string[]
  beginning?: string
}

const tones: Partial<Record<QuestionStatus, string>> = {
  received: 'accent',
  needs_details: 'warning',
  assigned: 'info',
  in_progress: 'info',
  in_review: 'brand1',
  answered: 'success',
}
/** An offer lasts three days, a lease seven. */
const soonDays = { assigned: 1, in_progress: 2 } as Partial<Record<QuestionStatus, number>>
const beginningLength = 180

export type RowContext = { t: Dictionary['queue']; names: Names; now: Date }

export function rowOf(question: Question, { t, names, now }: RowContext, more: Partial<Row> = {}): Row {
  return {
    href: `/redaksjon/sporsmal/${question.id}`,
    heading: topicName(names, question) ?? t.noTopic,
    urgent: question.urgent,
    tags: tagsOf(question, t, now),
    facts: factsOf(question, t, now),
    ...more,
  }
}

export function statusTag(question: Question, t: Dictionary['queue']): Tag {
  return { label: t.statuses[question.status], tone: tones[question.status] ?? 'neutral' }
}

/** The first words, cut between words. */
export function beginningOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const cut = startOf(line, beginningLength)
  if (cut === line) return line
  return `${cut.replace(/\s\S*$/, '')} …`
}

/** Whether the one who has it must be reminded. */
export function isDueSoon(question: Question, now: Date): boolean {
  if (question.heldUntil === null) return false
  const days = soonDays[question.status] ?? 0
  return Date.parse(question.heldUntil) - now.getTime() < days * 86_400_000
}

/** How near danger she sounded when she wrote; an urgent one needs no second mark. */
export function dangerTags(question: Question, t: Dictionary['queue']): Tag[] {
  if (question.urgent) return [{ label: t.urgent, tone: 'danger' }]
  return question.seeToday ? [{ label: t.seeToday, tone: 'warning' }] : []
}

function tagsOf(question: Question, t: Dictionary['queue'], now: Date): Tag[] {
  const tags = [...dangerTags(question, t), statusTag(question, t)]
  if (question.heldUntil !== null && question.heldUntil <= now.toISOString())
    tags.push({ label: t.late, tone: 'danger' })
  else if (isDueSoon(question, now)) tags.push({ label: t.dueSoon, tone: 'warning' })
  return tags
}

function factsOf(question: Question, t: Dictionary['queue'], now: Date): string[] {
  const due = question.heldUntil
  return [
    question.ageBand === null ? undefined : t.ages[question.ageBand],
    t.languages[question.language],
    ageOf(question, t, now),
    due === null ? undefined : question.status === 'assigned' ? t.answerBy(due) : t.due(due),
  ].filter((fact) => fact !== undefined)
}

/** Grows while somebody waits. Of what is closed it says how long it took, and stands still. */
function ageOf(question: Question, t: Dictionary['queue'], now: Date): string {
  if (isOpen(question)) return t.waited(hoursBetween(question.receivedAt, now.toISOString()))
  const isAnswered = question.status === 'answered'
  const closedAt = (isAnswered && question.answeredAt) || question.changedAt
  return t.took(isAnswered, hoursBetween(question.receivedAt, closedAt))
}

function hoursBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 3_600_000)
}
