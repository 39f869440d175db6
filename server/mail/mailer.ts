import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createTransport } from 'nodemailer'

/** To one address, plain text. Never the text of a question or an answer: mail is read by others. */
export type Mail = { to: string; subject: string; text: string }

export type Mailer = { send: (mail: Mail) => Promise<void> }

export type MailSettings = {
  /** `smtp://…` or `smtps://…`; undefined outside production: then mail is put in a folder. */
  smtpUrl: string | undefined
  from: string
  folder: string
}

export function openMailer({ smtpUrl, from, folder }: MailSettings, newId: () => string): Mailer {
  return smtpUrl === undefined ? folderMailer(folder, from, newId) : smtpMailer(smtpUrl, from)
}

/** RFC 3834: holiday replies and the like leave it alone. */
const automatic = { 'Auto-Submitted': 'auto-generated' }

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

function smtpMailer(url: string, from: string): Mailer {
  const { hostname, port, username, password, protocol } = new URL(url)
  const secure = protocol === 'smtps:'
  const auth = username && {
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
  }
  const transport = createTransport({
    host: hostname,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    // A link to a new password crosses no network in the clear; a relay on this machine needs no certificate.
    ...(isLocal(hostname) ? { ignoreTLS: !secure } : { requireTLS: true }),
    ...patience,
    ...auth,
    // What is in a mail comes from this file and never from a path or an address inside it.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return { send: async (mail) => void (await transport.sendMail({ from, headers: automatic, ...mail })) }
}

function isLocal(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host)
}

/** On a developer's machine there is nobody to send to: one file a mail, for her own eyes. */
function folderMailer(folder: string, from: string, newId: () => string): Mailer {
  return {
    send: async ({ to, subject, text }) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const content = `Fra: ${from}\nTil: ${to}\nEmne: ${subject}\n\n${text}\n`
      await writeFile(path.join(folder, `${newId()}.txt`), content, { mode: 0o600, flag: 'wx' })
    },
  }
}
