import { accessMail } from '../accounts/accessNotices.ts'
import { invitationMail, resetMail } from '../accounts/links.ts'
import type { Deps } from '../deps.ts'
import { sendMail } from '../outbox/send.ts'

/** What happens three times a minute: mail goes out, but alarms, which never wait behind it (`urgent.ts`). */
export async function runOutboxJob(deps: Deps) {
  const count = await sendMail(deps, {
    access: accessMail(deps.languages.nb),
    invitation: invitationMail(deps),
    reset: resetMail(deps),
  })
  if (count > 0) deps.log.info({ event: 'mail_sent', count })
}
