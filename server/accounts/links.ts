import type { Deps } from '../deps.ts'
import { dictionaries } from '../i18n/dictionary.ts'
import { addLink, addResetLink, hoursOf, type LinkKind } from './linkStore.ts'

export const linkPaths: Record<LinkKind, string> = {
  invitation: '/redaksjon/invitasjon',
  reset: '/redaksjon/nytt-passord',
}

type Receiver = { id: string; name: string; email: string }

/** Makes a link to choose a password and returns its address. Only the one who gets it can use it, once. */
export async function makeLink(
  { db, newId, now, baseUrl }: Pick<Deps, 'db' | 'newId' | 'now' | 'baseUrl'>,
  kind: LinkKind,
  account: string,
  by: string | null,
): Promise<string> {
  const token = newId() + newId()
  const link = { kind, account, token, by, now: now() }
  await (kind === 'reset' ? addResetLink(db, link) : addLink(db, link))
  return `${baseUrl}${linkPaths[kind]}/${token}`
}

/** Makes the link and mails it. */
export async function sendLink(deps: Deps, kind: LinkKind, receiver: Receiver, by: string | null) {
  await mailLink(deps, kind, receiver, await makeLink(deps, kind, receiver.id, by))
}

export async function mailLink(
  deps: Pick<Deps, 'mailer'>,
  kind: LinkKind,
  { name, email }: Omit<Receiver, 'id'>,
  link: string,
) {
  const { subject, text } = dictionaries.nb.accounts.mails[kind]({ name, link, hours: hoursOf[kind] })
  await deps.mailer.send({ to: email, subject, text })
}
