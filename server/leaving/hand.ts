import { hasRole, type Account } from '../accounts/account.ts'
import type { Work } from '../accounts/work.ts'
import type { Article } from '../articles/article.ts'
import { mayHold, type Question, type QuestionStatus } from '../questions/question.ts'
import { mayBeOnDuty } from '../urgent/rota.ts'
import type { UrgentCase } from '../urgent/urgentCase.ts'

/** Somebody's work: what stands still when she goes. */
export type Hand = {
  /** Offered to her, in her hands, or with an answer of hers in review. */
  questions: Question[]
  /** Texts that nobody else goes on with. */
  drafts: Article[]
  /** Urgent cases that she answers for, and that are not decided. */
  cases: UrgentCase[]
  /** How often she is on duty from today on. */
  duties: number
}

/** An account as it will be. Without roles it is nobody who works here. */
export type Leaver = Pick<Account, 'id' | 'roles' | 'profession'>

/** Whether her drafts are hers to go on with. */
export function mayWrite(leaver: Pick<Leaver, 'roles'>): boolean {
  return hasRole(leaver, 'svarer', 'koordinator')
}

/** What of it she can have no longer. */
export function leftBy(leaver: Leaver, { questions, drafts, cases, duties }: Hand): Hand {
  const followsUp = mayBeOnDuty(leaver)
  return {
    questions: questions.filter((question) => !mayHold(question, leaver)),
    drafts: mayWrite(leaver) ? [] : drafts,
    cases: followsUp ? [] : cases,
    duties: followsUp ? 0 : duties,
  }
}

export function amountOf({ questions, drafts, cases, duties }: Hand): Work {
  const count = (wanted: QuestionStatus) => questions.filter(({ status }) => status === wanted).length
  return {
    offers: count('assigned'),
    questions: count('in_progress'),
    answers: count('in_review'),
    drafts: drafts.length,
    duties,
    cases: cases.length,
  }
}
