import { DomainError } from '../errors.ts'

export const roles = ['svarer', 'moderator', 'koordinator', 'illustrator', 'administrator'] as const
export type Role = (typeof roles)[number]

/** Those with which one may come to read questions. */
const readingRoles = ['svarer', 'moderator', 'koordinator'] as const

/** The signed-in member of staff, as every decision sees her. */
export type Actor = {
  id: string
  name: string
  roles: Role[]
  /** Null for an administrator only. */
  samskipnad: string | null
  profession: string | null
  /** Whether her profession is a health profession: only they may approve an answer on health. */
  isHealth: boolean
}

/** An account as those who run the accounts see it. */
export type Account = Omit<Actor, 'isHealth'> & {
  email: string
  isActive: boolean
  isDemo: boolean
  /** False until the invitation is accepted. */
  hasPassword: boolean
  version: number
}

/** What an administrator decides about a colleague. */
export type Appointment = Pick<Account, 'name' | 'roles' | 'samskipnad' | 'profession'>

export function hasRole(actor: { roles: readonly Role[] }, ...wanted: Role[]): boolean {
  return wanted.some((role) => actor.roles.includes(role))
}

/**
 * Who must sign in with a second factor: everyone who can read questions, and the administrator, who decides
 * who can. A demonstration account is let off, and cannot sign in at all in production.
 */
export function needsSecondFactor(account: Pick<Account, 'roles' | 'isDemo'>): boolean {
  return !account.isDemo && hasRole(account, ...readingRoles, 'administrator')
}

/** Whether an account may sign in here at all. */
export function maySignIn(account: Account, production: boolean): boolean {
  return account.isActive && !(account.isDemo && production)
}

/** The roles of hers that let her read questions. */
export function readingRolesOf({ roles: held }: { roles: readonly Role[] }): Role[] {
  return readingRoles.filter((role) => held.includes(role))
}

/** The fields of an appointment that do not go together, with the reason why. */
export function flawsOf(
  appointment: Appointment,
): 'no_role' | 'mixed' | 'no_samskipnad' | 'no_profession' | null {
  const { roles: held } = appointment
  if (held.length === 0) return 'no_role'
  if (held.includes('administrator')) return held.length > 1 ? 'mixed' : null
  if (appointment.samskipnad === null) return 'no_samskipnad'
  return held.includes('svarer') && appointment.profession === null ? 'no_profession' : null
}

/** Nobody decides her own roles: an administrator could otherwise give herself the right to read questions. */
export function appoint(account: Account, by: Actor, appointment: Appointment): Account {
  const changesRoles = account.roles.toSorted().join() !== appointment.roles.toSorted().join()
  if (account.id === by.id && changesRoles) {
    throw new DomainError('forbidden', 'ownRoles')
  }
  return { ...account, ...appointment, roles: appointment.roles.toSorted() }
}
