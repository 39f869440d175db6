import type { Actor } from '../accounts/account.ts'
import { hasRole } from '../accounts/account.ts'
import { addDays } from '../lib/oslo.ts'
import { isConflicted, type Question } from '../questions/question.ts'
import type { AlertLevel } from './urgentCase.ts'

/** Who is on duty, on an Oslo day («2026-11-21»), for a samskipnad. */
export type Duty = { day: string; samskipnad: string; account: string }

export const plannedDays = 14

/** The days that the rota should cover: two weeks from today, or until a later day. */
export function daysToCover(today: string, until = addDays(today, plannedDays - 1)): string[] {
  const days: string[] = []
  for (let day = today; day <= until; day = addDays(day, 1)) days.push(day)
  return days
}

/** Only those who may open an urgent question can be on duty for it. */
export function mayBeOnDuty(actor: Pick<Actor, 'roles'>): boolean {
  return hasRole(actor, 'moderator', 'koordinator')
}

/** The days without anybody on duty, for one samskipnad or, when it is absent, for all of them together. */
export function uncoveredDays(rota: Duty[], days: string[], samskipnad?: string): string[] {
  const counts = (duty: Duty) => samskipnad === undefined || duty.samskipnad === samskipnad
  return days.filter((day) => !rota.some((duty) => duty.day === day && counts(duty)))
}

/**
 * Whom an alarm goes to. Those on duty at the asker's samskipnad today; without any, whoever is on duty today;
 * without any, the coordinators. After that the coordinators, then everyone on the rota. Never somebody who has
 * said that she may know the asker.
 */
export function recipientsOf(
  level: AlertLevel,
  question: Question,
  { rota, today, staff }: { rota: Duty[]; today: string; staff: Actor[] },
): Actor[] {
  const able = staff.filter((actor) => mayBeOnDuty(actor) && !isConflicted(question, actor))
  const onRota = (wanted: (duty: Duty) => boolean) =>
    able.filter(({ id }) => rota.some((duty) => duty.account === id && wanted(duty)))
  const coordinators = able.filter((actor) => hasRole(actor, 'koordinator'))
  const onDuty = onRota(({ day }) => day === today)
  const here = onRota(({ day, samskipnad }) => day === today && samskipnad === question.samskipnad)
  const groups = {
    0: [],
    1: [here, onDuty, coordinators],
    2: [unique([...coordinators, ...onDuty])],
    3: [unique([...onRota(() => true), ...coordinators])],
  }[level]
  return [...groups, able].find((group) => group.length > 0) ?? []
}

function unique(actors: Actor[]): Actor[] {
  return actors.filter(({ id }, index) => actors.findIndex((other) => other.id === id) === index)
}
