import type { Actor } from '../accounts/account.ts'
import { hourOf } from '../lib/oslo.ts'
import { assign, isOpen, mayHold, type Question } from './question.ts'

/** What a student says about herself and her question, besides the text. */
export type Filled = Pick<
  Question,
  | 'topic'
  | 'ageBand'
  | 'gender'
  | 'language'
  | 'mayPublish'
  | 'samskipnad'
  | 'campus'
  | 'urgent'
  | 'seeToday'
  | 'slow'
>

type Made = { id: string; keyId: string; now: Date }

export function newQuestion(filled: Filled, { id, keyId, now }: Made): Question {
  const at = hourOf(now)
  return {
    ...filled,
    id,
    keyId,
    parent: null,
    position: 0,
    organisation: filled.samskipnad ?? 'nasjonal',
    status: 'received',
    wants: [],
    conflicted: [],
    holder: null,
    heldUntil: null,
    answeredBy: null,
    receivedAt: at,
    changedAt: at,
    answeredAt: null,
    version: 1,
  }
}

/** One at a time, and only when there is an answer to follow up. */
export function mayFollowUp([root, ...followUps]: Question[]): boolean {
  return root?.status === 'answered' && !followUps.some(isOpen)
}

/**
 * A new question about the answer to another. It keeps what is known of the first, but its answer is private:
 * nobody has asked whether this may be published. It is offered to whoever answered the first, if she can take
 * it, and marked for her when it only sounds of danger; when it alarms it goes to the intake, where it is seen
 * soonest. Whoever has said of any of them that she may know the asker knows her now as well.
 */
export function followUp(
  thread: [Question, ...Question[]],
  {
    urgent,
    seeToday,
    answerer,
    ...made
  }: Made & Pick<Question, 'urgent' | 'seeToday'> & { answerer: Actor | undefined },
): Question {
  const [root] = thread
  const fresh: Question = {
    ...newQuestion({ ...root, mayPublish: false, urgent, seeToday, slow: false }, made),
    parent: root.id,
    organisation: root.organisation,
    wants: root.wants,
    conflicted: [...new Set(thread.flatMap(({ conflicted }) => conflicted))].toSorted(),
  }
  if (urgent || !answerer || !mayHold(fresh, answerer)) return fresh
  return assign({ ...fresh, status: 'queued' }, answerer, new Date(fresh.receivedAt))
}

/** The question that her code is about now: the open one, or else her latest that she has not taken back. */
export function currentOf(thread: [Question, ...Question[]]): Question {
  return thread.findLast(isOpen) ?? thread.findLast(({ status }) => status !== 'withdrawn') ?? thread[0]
}
