export const roles = ['svarer', 'moderator', 'koordinator', 'illustrator', 'administrator'] as const
export type Role = (typeof roles)[number]

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

export function hasRole(actor: Actor, ...wanted: Role[]): boolean {
  return wanted.some((role) => actor.roles.includes(role))
}
