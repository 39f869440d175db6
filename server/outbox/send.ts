import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { describeError } from '../lib/describeError.ts'
import { failureOf, isRefused, type MailKind } from './outbox.ts'
import {
  beginTry,
  dropMail,
  dueMail,
  forgetFailures,
  keepFailure,
  type Batch,
  type Receiver,
} from './store.ts'

/** `whenSent`, before the mail leaves the outbox: dying in between sends it twice. `whenNot`: it has failed once. */
export type Letter = {
  subject: string
  text: string
  whenSent?: (db: Db) => Promise<void>
  whenNot?: (tx: Db) => Promise<void>
}

/** Writes the mail to one person, all that she is to be told in one; undefined when there is nothing to tell any more. */
export type Writer = (tx: Db, receiver: Receiver, abouts: string[]) => Promise<Letter | undefined>

export type Writers = Partial<Record<MailKind, Writer>>

type Sending = Pick<Deps, 'db' | 'now' | 'mailer' | 'log'>

/**
 * One round: what is due of the kinds that have a writer, one mail a person and kind. Gives how many went out. Each is
 * written in one commit and settled in another, also the one to nobody: how many there are tells of no address.
 */
export async function sendMail(deps: Sending, writers: Writers): Promise<number> {
  const kinds = Object.keys(writers) as MailKind[]
  let sent = 0
  for (const batch of await dueMail(deps.db, kinds, deps.now())) {
    if (await sendOne(deps, batch, writers[batch.kind])) sent += 1
  }
  return sent
}

async function sendOne(deps: Sending, batch: Batch, write: Writer | undefined): Promise<boolean> {
  const { db } = deps
  let letter: Letter | undefined
  try {
    const written = await db.transaction(async (tx) => {
      if (!(await beginTry(tx, batch))) return 'taken' as const
      return batch.receiver === null ? undefined : write?.(tx, batch.receiver, batch.abouts)
    })
    if (written === 'taken') return false
    letter = written
    if (!letter || batch.receiver === null) {
      await db.transaction((tx) => dropMail(tx, batch))
      return false
    }
    const { subject, text } = letter
    await deps.mailer.send({ to: batch.receiver.email, subject, text })
  } catch (error) {
    await keep(deps, batch, letter, error)
    return false
  }
  await settle(db, batch, batch.receiver, letter)
  return true
}

async function settle(db: Db, batch: Batch, receiver: Receiver, letter: Letter) {
  await letter.whenSent?.(db)
  await db.transaction(async (tx) => {
    await dropMail(tx, batch)
    await forgetFailures(tx, receiver.id)
  })
}

async function keep({ db, log, now }: Sending, batch: Batch, letter: Letter | undefined, error: unknown) {
  log.error({ event: batch.kind === 'alarm' ? 'alert_failed' : 'mail_failed', ...describeError(error) })
  await db.transaction(async (tx) => {
    await letter?.whenNot?.(tx)
    await keepFailure(tx, batch, { failure: failureOf(error), isRefused: isRefused(error), now: now() })
  })
}
