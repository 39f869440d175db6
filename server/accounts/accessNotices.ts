import type { Db } from '../db/open.ts'
import { dictionaries } from '../i18n/dictionary.ts'
import type { Letter } from '../outbox/send.ts'
import type { Receiver } from '../outbox/store.ts'
import { findNotices, type AccessNotice } from './accessNoticeStore.ts'
import type { Role } from './account.ts'
import { whereItWent } from './work.ts'

/** Tells a coordinator who has got access and what somebody has left, all in one mail. */
export async function accessMail(tx: Db, receiver: Receiver, abouts: string[]): Promise<Letter | undefined> {
  const notices = await findNotices(tx, abouts.map(Number))
  if (notices.length === 0) return undefined
  const { subjects, text } = dictionaries.nb.accounts.mails.access
  const kinds = new Set(notices.map(({ what }) => what))
  const [only = 'given'] = kinds
  return {
    subject: kinds.size === 1 ? subjects[only] : subjects.several,
    text: text(receiver.name, notices.map(sentenceOf), notices.some(isAboutAccess)),
  }
}

/** «Ola Nordli (ola@sit.no) kan nå lese spørsmål, som svarer og moderator. Anna Lien ga tilgangen.» */
export function sentenceOf({ what, roles, about, work, by }: AccessNotice): string {
  const t = dictionaries.nb.accounts.access
  const who = `${about.name} (${about.email})`
  if (work) return t.left(who, whereItWent(work), by)
  return what === 'given' ? t.given(who, listed(roles), by) : t.withdrawn(who, by)
}

/** Otherwise it is about work, which may lie where somebody should look after it. */
function isAboutAccess({ what }: AccessNotice): boolean {
  return what !== 'left'
}

function listed(roles: Role[]): string {
  const names = roles.map((role) => dictionaries.nb.accounts.roleNames[role].toLowerCase())
  return new Intl.ListFormat('nb').format(names)
}
