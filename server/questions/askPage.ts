import type { Response } from 'express'
import type { Deps } from '../deps.ts'
import { allHelpLines } from '../help/store.ts'
import { allSamskipnader, type Samskipnad } from '../samskipnader/store.ts'
import { allTopics } from '../topics/store.ts'
import type { Topic } from '../topics/topic.ts'
import type { FieldError, RawForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { expectedDays } from './answerTime.ts'
import { readPace } from './answerTimeStore.ts'
import { dangersIn, type DangerKind } from './danger.ts'
import { linesFor } from './dangerHelp.ts'
import { tooLongBy } from './forms.ts'
import { issueNonce } from './formNonce.ts'
import { findingsOf, type Segment } from './marking.ts'

export type Choices = { topics: Topic[]; samskipnader: Samskipnad[] }
type Page = { values?: RawForm; errors?: FieldError[]; notice?: 'stale' | 'changed'; nonce?: string }

export async function readChoices({ db }: Deps): Promise<Choices> {
  return { topics: await allTopics(db), samskipnader: await allSamskipnader(db) }
}

export async function showForm(deps: Deps, res: Response, choices: Choices, page: Page = {}) {
  const { values = {}, errors = [], notice, nonce } = page
  const { ask, site } = textsOf(res)
  const dangers = dangersIn(`${String(values.title)}\n${String(values.question)}`)
  deps.render(res, 'questions/ask', {
    title: errors.length > 0 ? `${site.errorPrefix} ${ask.title}` : ask.title,
    description: ask.lead,
    topics: choices.topics.filter((topic) => topic.parent === null),
    samskipnader: choices.samskipnader,
    wait: await waitText(deps, res),
    nonce: nonce ?? issueNonce(deps.sessionSecret, deps.newId(), deps.now()),
    values: asLines(values),
    errors: errors.map((error) => exact(error, values, ask.errors.questionTooLong)),
    notice,
    isUrgent: dangers.length > 0,
    lines: linesFor(dangers, await allHelpLines(deps.db)),
  })
}

/** Before it is sent: what in her text may tell who she is. She may change it, or send it as it is. */
export function showCheck(deps: Deps, res: Response, values: RawForm, segments: Segment[]) {
  deps.render(res, 'questions/check', {
    title: textsOf(res).ask.title,
    values: asLines(values),
    segments,
    findings: findingsOf(segments),
  })
}

/** The one time that the code is shown. */
export async function showCode(deps: Deps, res: Response, code: string, dangers: DangerKind[]) {
  const lines = await allHelpLines(deps.db)
  deps.render(res, 'questions/asked', {
    title: textsOf(res).asked.title,
    code,
    wait: await waitText(deps, res),
    isUrgent: dangers.length > 0,
    lines: dangers.length > 0 ? linesFor(dangers, lines) : lines.filter((line) => line.kind === 'samtale'),
  })
}

async function waitText(deps: Deps, res: Response): Promise<string> {
  const { time } = textsOf(res).ask
  const days = expectedDays(await readPace(deps.db, deps.now()))
  return days === undefined ? time.unknown : time.days(days)
}

/** A field that came several times is shown as all of it. */
function asLines(values: RawForm): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat().join('\n')]))
}

/** «4000 characters is the limit» helps less than «cut 212». */
function exact(error: FieldError, { question }: RawForm, tooLong: (over: number) => string): FieldError {
  const over = typeof question === 'string' && error.field === 'question' ? tooLongBy(question) : 0
  return over > 0 ? { ...error, message: tooLong(over) } : error
}
