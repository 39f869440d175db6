import type { Actor } from '../accounts/account.ts'
import { can } from './permissions.ts'

const entries = [
  { href: '/redaksjon', label: 'desk' },
  { href: '/redaksjon/mottak', label: 'intake', may: 'open_intake' },
  { href: '/redaksjon/sporsmal', label: 'questions', may: 'list_questions' },
  { href: '/redaksjon/artikler', label: 'articles', may: 'write_article' },
  { href: '/redaksjon/admin', label: 'admin', may: 'manage_accounts' },
] as const

/** What this person may open, by the rule of the page itself. `label` is a key of `t.site.staff.nav`. */
export function menuFor(actor: Actor) {
  return entries
    .filter((entry) => !('may' in entry) || can(actor, entry.may))
    .map(({ href, label }) => ({ href, label }))
}
