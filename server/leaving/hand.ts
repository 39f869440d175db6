import type { Account } from '../accounts/account.ts'
import { mayHold, type Question } from '../questions/question.ts'
import { mayBeOnDuty } from '../urgent/rota.ts'
import type { UrgentCase } from '../urgent/urgentCase.ts'

/** Somebody's work: what stands still when she goes. */
export type Hand = {
  /** Offered to her, in her hands, or with an answer of hers in review. */
  questions: Question[]
  /** Urgent cases that she answers for, and that are not decided. */
  cases: UrgentCase[]
  /** How often she is on duty from today on. */
  duties: number
}

/** An account as it will be. Without roles it is nobody who works here. */
export type Leaver = Pick<Account, 'id' | 'roles' | 'profession'>

/** What of it she can have no longer. */
export function leftBy(leaver: Leaver, { questions, cases, duties }: Hand): Hand {
  const followsUp = mayBeOnDuty(leaver)
  return {
    questions: questions.filter((question) => !mayHold(question, leaver)),
    cases: followsUp ? [] : cases,
    duties: followsUp ? 0 : duties,
  }
}
