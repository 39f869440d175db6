import type { Response } from 'express'
import { openTexts } from '../articles/revisionStore.ts'
import { helpBeside, pathTo } from '../articles/published.ts'
import { findArticleOfQuestion } from '../articles/store.ts'
import type { Deps } from '../deps.ts'
import { fewOf, withOpening, type HelpLine } from '../help/helpLine.ts'
import { allHelpLines } from '../help/store.ts'
import type { Dictionary } from '../i18n/dictionary.ts'
import { markdownHtml } from '../lib/markdown.ts'
import { addDays, dayOf } from '../lib/oslo.ts'
import { expectedDays } from '../questions/answerTime.ts'
import { readAnswerTimes } from '../questions/answerTimeStore.ts'
import { kindsForAsker, openMessages, type Message } from '../questions/messageStore.ts'
import { currentOf, mayFollowUp } from '../questions/newQuestion.ts'
import { isOpen, type Question, type QuestionStatus } from '../questions/question.ts'
import { openAsked, type Asked } from '../questions/store.ts'
import { deletedAt } from '../retention/retention.ts'
import { combinationNote } from '../screening/combinationNote.ts'
import { dangerIn } from '../screening/danger.ts'
import { findingsOf, type Segment } from '../screening/findings.ts'
import { allTopics } from '../topics/store.ts'
import { bytesFor } from '../web/formBody.ts'
import type { FieldError, RawForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { beginningAndEnd, linesFor } from './dangerHelp.ts'
import { issueNonce } from './formNonce.ts'
import { longForms, receiptRules } from './forms.ts'
import { openingOf } from './openings.ts'

/** A code that opens something, and all that it opens: the first question and its follow-ups. */
export type Found = { code: string; thread: [Question, ...Question[]] }
/**
 * `check`: what in a text just written may tell who she is, shown before it is sent. `unsent`: a text that nobody
 * will read here, for her to keep.
 */
export type Page = {
  values?: RawForm
  errors?: FieldError[]
  done?: string
  check?: Segment[]
  unsent?: string
}

/** What one question of the thread holds for its asker. */
type Part = { question: Question; asked: Asked | undefined; messages: Message[]; answer: Answer | undefined }
type Answer = { bodyHtml: string } | { href: string | null }

/** Everything she may know at her code, and everything she can do with it. */
export async function showReceipt(deps: Deps, res: Response, { code, thread }: Found, page: Page = {}) {
  const { receipt, site } = textsOf(res)
  const { values = {}, errors = [], done, check, unsent } = page
  const parts = await Promise.all(thread.map((question) => readPart(deps, question)))
  const known = withOpening(await allHelpLines(deps.db), deps.now())
  const lines = helpFor(thread, parts, [values.reply, values.followUp, unsent].flat(), known)
  if (parts.every(({ asked }) => asked === undefined)) {
    return showDeleted(deps, res, { code, parts, unsent: unsent ?? [values.followUp ?? []].flat()[0], lines })
  }
  const question = currentOf(thread)
  const current = parts[thread.indexOf(question)]
  deps.render(res, 'asking/receipt', {
    room: bytesFor(longForms['/kvittering/svar']),
    rules: receiptRules(textsOf(res)),
    title: errors.length > 0 ? `${site.errorPrefix} ${receipt.title}` : receipt.title,
    code,
    opening: openingOf(res),
    current,
    number: thread.indexOf(question),
    earlier: parts.filter((part) => part !== current && part.question.status !== 'withdrawn'),
    status: receipt.statuses[question.status],
    step: stepOf[question.status],
    expected: await expectation(deps, textsOf(res), question),
    deletedAt: deletedAt(thread, deps.retention),
    lines,
    topicLines: lines.length > 0 ? [] : await linesOfTopic(deps, question, known),
    // Hidden until she writes of danger.
    watchLines: linesFor([], known),
    mayFollowUp: mayFollowUp(thread),
    nonce: issueNonce(deps.sessionSecret, deps.newId(), deps.now()),
    values,
    errors,
    done,
    unsent,
    check: check && checked(check),
  })
}

function checked(segments: Segment[]) {
  const findings = findingsOf(segments)
  return { segments, findings, note: combinationNote(findings) }
}

async function readPart({ db, vault }: Deps, question: Question): Promise<Part> {
  const messages = await openMessages(db, vault, question)
  return {
    question,
    asked: await openAsked(db, vault, question),
    messages: messages.filter(({ kind }) => kindsForAsker.includes(kind)),
    answer: await answerTo({ db, vault }, question),
  }
}

/** Her private answer as safe HTML, or the address of the article; undefined while there is none. */
async function answerTo(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  question: Question,
): Promise<Answer | undefined> {
  if (question.status !== 'answered') return undefined
  const article = await findArticleOfQuestion(db, question.id)
  if (question.answeredBy === 'article') {
    return { href: article?.status === 'published' ? `/artikler/${article.slug}` : null }
  }
  const texts = article && (await openTexts(db, vault, article))
  return texts ? { bodyHtml: markdownHtml(texts.body, `svar-${question.position}`) } : { href: null }
}

type Deleted = { code: string; parts: Part[]; unsent: string | undefined; lines: HelpLine[] }

/** What readers see, or once saw, stays in her hands as long as it is there, whatever is left of her texts. */
function showDeleted(deps: Deps, res: Response, { parts, ...shown }: Deleted) {
  const articles = parts.flatMap(({ question, answer }) =>
    question.answeredBy === 'article' && answer && 'href' in answer ? [answer.href] : [],
  )
  const published = articles.filter((href) => href !== null)
  deps.render(res, 'asking/deleted', {
    title: textsOf(res).receipt.title,
    opening: openingOf(res),
    published,
    hasUnpublished: articles.length > published.length,
    ...shown,
  })
}

/**
 * Help stands beside what may be dangerous for as long as the text is there, whatever the desk has decided; and
 * beside what she has just `written`, sent or not.
 */
function helpFor(
  thread: Question[],
  parts: Part[],
  written: (string | undefined)[],
  lines: HelpLine[],
): HelpLine[] {
  const stored = parts.map(({ asked, messages }) =>
    dangerIn([asked?.title, asked?.body, ...messages.filter(isHers).map(({ text }) => text)].join('\n')),
  )
  const dangers = [...stored, dangerIn(beginningAndEnd(written.join('\n')))]
  const isHeard = dangers.some(({ level }) => level !== null) || thread.some(({ urgent }) => urgent)
  const kinds = dangers.flatMap((danger) => danger.kinds)
  return isHeard ? fewOf(linesFor(kinds, lines)) : []
}

/** What readers of an article about the same have beside it. */
async function linesOfTopic({ db }: Deps, { topic }: Question, lines: HelpLine[]): Promise<HelpLine[]> {
  return helpBeside(pathTo(await allTopics(db), topic), lines)?.lines ?? []
}

function isHers({ kind }: Message): boolean {
  return kind === 'details_reply'
}

/** How far along the road of five steps a question is; the exits are on no road. */
const stepOf: Partial<Record<QuestionStatus, number>> = {
  received: 0,
  needs_details: 0,
  queued: 1,
  assigned: 1,
  in_progress: 2,
  in_review: 3,
  answered: 4,
}

type Expectation = { day: string } | { late: true } | { unknown: true }

/** The day she may expect an answer, or that it has passed, or that nobody can tell. */
async function expectation(
  deps: Deps,
  { dates }: Dictionary,
  question: Question,
): Promise<Expectation | undefined> {
  // An urgent one is read first: the usual time would only frighten her.
  if (!isOpen(question) || question.status === 'needs_details' || question.urgent) return undefined
  const days = expectedDays(await readAnswerTimes(deps.db, deps.now()))
  if (days === undefined) return { unknown: true }
  const day = addDays(dayOf(new Date(question.receivedAt)), days)
  return day < dayOf(deps.now()) ? { late: true } : { day: dates.day(`${day}T12:00:00Z`) }
}
