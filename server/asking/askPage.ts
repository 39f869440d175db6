import type { Response } from 'express'
import { issueProof } from '../abuse/proof.ts'
import type { Deps } from '../deps.ts'
import { fewOf, withOpening } from '../help/helpLine.ts'
import { allHelpLines } from '../help/store.ts'
import type { Dictionary } from '../i18n/dictionary.ts'
import { remembered } from '../lib/remembered.ts'
import { expectedDays } from '../questions/answerTime.ts'
import { readAnswerTimes } from '../questions/answerTimeStore.ts'
import { allSamskipnader, type Samskipnad } from '../samskipnader/store.ts'
import { combinationNote } from '../screening/combinationNote.ts'
import { dangerIn, isGrave, type Danger } from '../screening/danger.ts'
import { findingsOf, type Segment } from '../screening/findings.ts'
import { allTopics } from '../topics/store.ts'
import type { Topic } from '../topics/topic.ts'
import { bytesFor } from '../web/formBody.ts'
import type { FieldError, RawForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { beginningAndEnd, linesFor } from './dangerHelp.ts'
import { issueNonce } from './formNonce.ts'
import { askForm, askRules, longForms, tooLongBy } from './forms.ts'
import { reminderIn } from './reminder.ts'

type Choices = { topics: Topic[]; samskipnader: Samskipnad[] }

type Page = {
  values?: RawForm
  errors?: FieldError[]
  notice?: 'stale' | 'changed'
  /** That of the form she sent, when it is still good. */
  nonce?: string
  /** How hard her browser shall work. */
  strength: number
}

const rememberedSeconds = 10
const room = bytesFor(longForms['/spor'])

/**
 * The pages where a student asks. What stands on them is remembered for a few seconds, so that a flood of junk
 * is answered without a word to the database.
 */
export function openAskPage(deps: Deps) {
  const { now, render } = deps
  const { readChoices, readLines, readDays } = remembering(deps)

  async function waitText(res: Response): Promise<string> {
    const { time } = textsOf(res).ask
    const days = await readDays()
    return days === undefined ? time.unknown : time.days(days)
  }

  return {
    /** What may be sent: remembered too, so that it is made once a language. */
    readForm: async () => (await readChoices()).form,

    showForm: async (res: Response, { values = {}, errors = [], notice, strength, ...page }: Page) => {
      const { ask, site } = textsOf(res)
      const choices = await readChoices()
      const danger = dangerIn(beginningAndEnd([values.title, values.question].flat().join('\n')))
      const nonce = page.nonce ?? issueNonce(deps.sessionSecret, deps.newId(), now())
      render(res, 'asking/ask', {
        room,
        rules: askRules(textsOf(res)),
        title: errors.length > 0 ? `${site.errorPrefix} ${ask.title}` : ask.title,
        description: ask.question.hint,
        topics: choices.topics.filter((topic) => topic.parent === null),
        samskipnader: choices.samskipnader,
        wait: await waitText(res),
        nonce,
        challenge: await issueProof({ secret: deps.sessionSecret, nonce, strength }),
        values: { ...asLines(values), ...(page.nonce === undefined && { proof: '' }) },
        errors: errors.map((error) => exact(error, values, ask.errors.questionTooLong)),
        notice,
        isUrgent: danger.level !== null,
        isGrave: isGrave(danger),
        lines: linesFor(danger.kinds, await readLines()),
      })
    },

    /** Before it is sent: what in her text may tell who she is. She may change it, or send it as it is. */
    showCheck: async (res: Response, values: RawForm, segments: Segment[]) => {
      const { ask } = textsOf(res)
      const { samskipnader } = await readChoices()
      const shown = { room, title: ask.title, values: asLines(values), samskipnader, segments }
      const findings = findingsOf(segments, chosenIn(shown.values, ask.age.options, samskipnader))
      // Hidden until she writes of danger.
      const lines = linesFor([], await readLines())
      const told = { findings, note: combinationNote(findings), rules: askRules(textsOf(res)), lines }
      render(res, 'asking/check', { ...shown, ...told })
    },

    /** The one time that the code is shown. */
    showCode: async (res: Response, code: string, danger: Danger) => {
      const lines = withOpening(await readLines(), now())
      const t = textsOf(res)
      render(res, 'asking/asked', {
        title: t.asked.title,
        code,
        reminder: reminderIn(t, await readDays(), deps),
        wait: await waitText(res),
        isUrgent: isGrave(danger),
        lines: fewOf(
          danger.level !== null
            ? linesFor(danger.kinds, lines)
            : lines.filter((line) => line.kind === 'samtale'),
        ),
      })
    },
  }
}

function remembering({ db, now }: Deps) {
  const readChoices = remembered(rememberedSeconds, now, async () => {
    const choices = { topics: await allTopics(db), samskipnader: await allSamskipnader(db) }
    return { ...choices, form: (t: Dictionary) => formOf(t, choices) }
  })
  const readLines = remembered(rememberedSeconds, now, () => allHelpLines(db))
  const readDays = remembered(rememberedSeconds, now, async () =>
    expectedDays(await readAnswerTimes(db, now())),
  )
  return { readChoices, readLines, readDays }
}

function formOf(t: Dictionary, { topics, samskipnader }: Choices) {
  return askForm(
    t,
    topics.map(({ slug }) => slug),
    // A campus is never chosen without its samskipnad: one value holds both.
    samskipnader.flatMap(({ code, campuses }) => [code, ...campuses.map((place) => `${code}/${place.code}`)]),
  )
}

/** A field that came several times is shown as all of it. */
function asLines(values: RawForm): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat().join('\n')]))
}

/** Her age and campus as they stand in the lists. A samskipnad alone tells too little to be part of anything. */
function chosenIn({ age, place }: Record<string, string>, ages: Record<string, string>, all: Samskipnad[]) {
  const places = all.flatMap(({ code, campuses }) =>
    campuses.map((campus) => ({ name: campus.name, value: `${code}/${campus.code}` })),
  )
  return [ages[age ?? ''], places.find(({ value }) => value === place)?.name]
}

/** «4000 characters is the limit» helps less than «cut 212». */
function exact(error: FieldError, { question }: RawForm, tooLong: (over: number) => string): FieldError {
  const over = typeof question === 'string' && error.field === 'question' ? tooLongBy(question) : 0
  return over > 0 ? { ...error, message: tooLong(over) } : error
}
