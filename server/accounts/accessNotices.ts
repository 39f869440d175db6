import type { Dictionary } from '../i18n/dictionary.ts'
import type { Writer } from '../outbox/send.ts'
import { findNotices, type AccessNotice } from './accessNoticeStore.ts'
import type { Role } from './account.ts'
import { whereItWent } from './work.ts'

/** Tells a coordinator who has got access and what somebody has left, all in one mail. */
export function accessMail(t: Dictionary): Writer {
  return async (tx, receiver, abouts) => {
    const notices = await findNotices(tx, abouts.map(Number))
    if (notices.length === 0) return undefined
    const { subjects, text } = t.accounts.mails.access
    const kinds = new Set(notices.map(({ what }) => what))
    const [only = 'given'] = kinds
    const sentences = notices.map((notice) => sentenceOf(t, notice))
    return {
      subject: kinds.size === 1 ? subjects[only] : subjects.several,
      text: text(receiver.name, sentences, notices.some(isAboutAccess)),
    }
  }
}

/** «Ola Nordli (ola@sit.no) kan nå lese spørsmål, som svarer og moderator. Anna Lien ga tilgangen.» */
export function sentenceOf(t: Dictionary, { what, roles, about, work, by }: AccessNotice): string {
  const { given, left, withdrawn } = t.accounts.access
  const who = `${about.name} (${about.email})`
  if (work) return left(who, whereItWent(t, work), by)
  return what === 'given' ? given(who, listed(t, roles), by) : withdrawn(who, by)
}

/** Otherwise it is about work, which may lie where somebody should look after it. */
function isAboutAccess({ what }: AccessNotice): boolean {
  return what !== 'left'
}

function listed({ accounts, lists }: Dictionary, roles: Role[]): string {
  const names = roles.map((role) => accounts.roleNames[role].toLowerCase())
  return lists.and(names)
}
