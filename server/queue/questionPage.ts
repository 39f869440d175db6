import type { Request, Response } from 'express'
import type { Correction } from '../access/formStep.ts'
import { actorOf } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import type { QuestionAction } from '../access/questionOpening.ts'
import { namesOf } from '../accounts/store.ts'
import { findArticleOfQuestion } from '../articles/store.ts'
import type { Deps } from '../deps.ts'
import { timeOf } from '../events/action.ts'
import { eventsAbout } from '../events/store.ts'
import type { Dictionary } from '../i18n/dictionary.ts'
import { compareWords } from '../lib/norwegianOrder.ts'
import { doerOf, inOrder, isLooking, isReading, type LogEntry } from '../questions/history.ts'
import { answerersWithLoad, type Answerer } from '../questions/listStore.ts'
import { kindsForAsker, openMessages } from '../questions/messageStore.ts'
import { namesIn, topicName, type Names } from '../questions/naming.ts'
import { fits, isOpen, type Question } from '../questions/question.ts'
import { recordReading } from '../questions/readingStore.ts'
import { dangerTags, statusTag } from '../questions/row.ts'
import { openAsked } from '../questions/store.ts'
import { allProfessions, allSamskipnader } from '../samskipnader/store.ts'
import { allTopics } from '../topics/store.ts'
import { inSentence, topicChoices } from '../topics/topic.ts'
import { urgentPanel } from '../urgent/rows.ts'
import { doneText } from '../web/doneText.ts'
import { textsOf } from '../web/views.ts'

const actions = [
  'triage_question',
  'ask_details',
  'reject_question',
  'assign_question',
  'claim_question',
  'decline_question',
  'answer_question',
  'give_back_question',
  'declare_conflict',
  'raise_urgent',
  'handle_urgent',
] as const satisfies (QuestionAction | 'answer_question')[]

/** One question, with exactly what this person may do to it. To open it is an event. */
export async function showQuestion(
  deps: Deps,
  req: Request,
  res: Response,
  question: Question,
  correction?: Correction,
) {
  const actor = actorOf(res)
  await recordReading(deps.db, { subject: question.id, by: actor, now: deps.now() })
  const t = textsOf(res).queue
  const topics = await allTopics(deps.db)
  const professions = await allProfessions(deps.db)
  const names = namesIn(topics, professions, await allSamskipnader(deps.db))
  const events = await eventsAbout(deps.db, question.id)
  const may = Object.fromEntries(actions.map((action) => [action, can(actor, action, question)]))
  const article = await findArticleOfQuestion(deps.db, question.id)
  if (correction?.errors.length) res.status(422)
  deps.render(res, 'queue/question', {
    question,
    heading: headingOf(question, names, t),
    tags: [...dangerTags(question, t), statusTag(question, t)],
    asked: await openAsked(deps.db, deps.vault, question),
    ...(await whatHappened(deps, question, events, textsOf(res), names)),
    may,
    urgentCase: await urgentPanel(deps, textsOf(res), actor, question),
    isMine: question.holder === actor.id,
    isOpen: isOpen(question),
    dueDay: question.heldUntil && textsOf(res).dates.day(question.heldUntil),
    articleId: article && can(actor, 'read_article', { article, question }) ? article.id : undefined,
    topics: may.triage_question ? topicChoices(topics) : [],
    professions: may.triage_question ? professions : [],
    ...(may.assign_question && (await assignment(deps, question, events, names, t))),
    correction: correction ?? { form: '', raw: {}, errors: [] },
    opened: correction?.form ?? req.query.skjema,
    done: doneText(req, { ...t.done, ...textsOf(res).urgent.done }),
  })
}

async function whatHappened(
  deps: Deps,
  question: Question,
  events: LogEntry[],
  texts: Dictionary,
  names: Names,
) {
  const { queue: t, history: told } = texts
  const messages = await openMessages(deps.db, deps.vault, question)
  const people = await namesOf(deps.db, [
    question.holder,
    ...events.map(({ actor }) => actor),
    ...messages.map(({ author }) => author),
  ])
  const who = (entry: LogEntry) => told.who(doerOf(entry, people.get(entry.actor ?? '')))
  return {
    facts: factsOf(question, names, texts, people.get(question.holder ?? '')),
    holderName: people.get(question.holder ?? ''),
    thread: messages.map((message) => ({
      ...message,
      heading: t.question.kinds[message.kind],
      who: people.get(message.author ?? '') ?? t.question.asker,
      forAsker: kindsForAsker.includes(message.kind),
    })),
    history: inOrder(events)
      .filter((event) => !isLooking(event))
      .map((event) => ({
        at: event.at,
        time: timeOf(texts.dates, event),
        what: `${who(event)} ${told.did(event.action)}`,
      })),
    readers: [...new Set(events.filter(isReading).map(who))].toSorted(compareWords),
  }
}

function headingOf(question: Question, names: Names, t: ReturnType<typeof textsOf>['queue']): string {
  const topic = topicName(names, question)
  return topic === undefined ? t.questionWithoutTopic : t.questionAbout(inSentence(topic))
}

function factsOf(
  question: Question,
  names: Names,
  { queue: t, dates }: Dictionary,
  holder: string | undefined,
) {
  const { facts, mayPublish, mayNotPublish, anyProfession } = t.question
  const wants = question.wants
    .map((code) => names.professions.get(code) ?? code)
    .toSorted(compareWords)
    .join(', ')
  return [
    { label: facts.age, value: question.ageBand && t.ages[question.ageBand] },
    { label: facts.gender, value: question.gender && t.genders[question.gender] },
    { label: facts.samskipnad, value: names.samskipnader.get(question.samskipnad ?? '') },
    { label: facts.campus, value: names.campuses.get(question.campus ?? '') },
    { label: facts.language, value: t.languages[question.language] },
    { label: facts.publish, value: question.mayPublish ? mayPublish : mayNotPublish },
    { label: facts.topic, value: topicName(names, question) },
    { label: facts.wants, value: wants === '' ? anyProfession : wants },
    { label: facts.received, value: dates.day(question.receivedAt) },
    { label: facts.holder, value: holder },
    { label: facts.due, value: question.heldUntil && dates.day(question.heldUntil) },
  ]
}

/** Those who fit come first, the one with least in hand on top; who has said no is marked. */
async function assignment(
  deps: Deps,
  question: Question,
  events: LogEntry[],
  names: Names,
  t: ReturnType<typeof textsOf>['queue'],
) {
  const declined = events.filter(({ action }) => action === 'question_declined').map(({ actor }) => actor)
  const everyone = await answerersWithLoad(deps.db)
  const answerers = everyone
    .filter(({ id }) => id !== question.holder && !question.conflicted.includes(id))
    .map((answerer) => ({
      id: answerer.id,
      name: answerer.name,
      load: answerer.load,
      profession: names.professions.get(answerer.profession ?? ''),
      samskipnad: names.samskipnader.get(answerer.samskipnad ?? ''),
      fits: fits(question, answerer),
      hasDeclined: declined.includes(answerer.id),
    }))
    .toSorted(
      (a, b) =>
        Number(b.fits) - Number(a.fits) || Number(a.hasDeclined) - Number(b.hasDeclined) || a.load - b.load,
    )
  return { answerers, nobodyFits: whyNobody(question, everyone, t) }
}

/** Why there is nobody to choose, when there is nobody. */
function whyNobody(question: Question, everyone: Answerer[], t: ReturnType<typeof textsOf>['queue']): string {
  const { held, conflicted, noAnswerers, nobody } = t.assign.none
  const fitting = everyone.filter((answerer) => fits(question, answerer))
  const holder = fitting.find(({ id }) => id === question.holder)
  if (holder) return held(holder.name)
  if (fitting.length > 0) return conflicted
  return everyone.length > 0 ? nobody : noAnswerers
}
