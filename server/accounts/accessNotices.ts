import type { Deps } from '../deps.ts'
import { dictionaries } from '../i18n/dictionary.ts'
import { describeError } from '../web/log.ts'
import { markMailed, unmailedNotices, type AccessNotice } from './accessNoticeStore.ts'
import type { Role } from './account.ts'

/**
 * Tells the coordinators who has got access, one mail each, and gives how many went out. A note is marked when its
 * mail has gone: a service that dies in between mails twice, and never nobody.
 */
export async function sendAccessNotices(deps: Deps): Promise<number> {
  let sent = 0
  for (const notice of await unmailedNotices(deps.db)) {
    try {
      await mail(deps, notice)
      await markMailed(deps.db, notice.id, deps.now())
      sent += 1
    } catch (error) {
      deps.log.error({ event: 'mail_failed', ...describeError(error) })
    }
  }
  return sent
}

async function mail(deps: Deps, notice: AccessNotice) {
  const { accessGiven, accessWithdrawn } = dictionaries.nb.accounts.mails
  const { subject, text } = notice.what === 'given' ? accessGiven : accessWithdrawn
  const { receiver } = notice
  await deps.mailer.send({ to: receiver.email, subject, text: text(receiver.name, sentenceOf(notice)) })
}

/** «Ola Nordli (ola@sit.no) kan nå lese spørsmål, som svarer og moderator. Anna Lien ga tilgangen.» */
export function sentenceOf({ what, roles, about, by }: AccessNotice): string {
  const t = dictionaries.nb.accounts.access
  const who = `${about.name} (${about.email})`
  return what === 'given' ? t.given(who, listed(roles), by) : t.withdrawn(who, by)
}

function listed(roles: Role[]): string {
  const names = roles.map((role) => dictionaries.nb.accounts.roleNames[role].toLowerCase())
  return new Intl.ListFormat('nb').format(names)
}
