import type { Db } from '../db/open.ts'
import { inNoOrder } from '../db/unordered.ts'
import { recordOutsideEvent } from '../events/outsideStore.ts'
import { hourOf } from '../lib/oslo.ts'
import { findDataKey } from '../vault/store.ts'
import type { Vault } from '../vault/vault.ts'
import { addWords, type Question } from './question.ts'
import { keyOfQuestion, saveQuestion, takeQuestion } from './store.ts'

/** What passes between the asker and the desk after the question itself, and the desk's own reasons. */
export type MessageKind =
  'details_request' | 'details_reply' | 'rejection_reason' | 'rejection_text' | 'give_back_reason'

/** The asker reads these; the rest stay with the staff. */
export const kindsForAsker: readonly MessageKind[] = ['details_request', 'details_reply', 'rejection_text']

export type Message = { id: string; kind: MessageKind; author: string | null; at: string; text: string }

export type NewMessage = Omit<Message, 'at'> & { at: Date }

export async function addMessage(tx: Db, vault: Vault, question: Question, message: NewMessage) {
  const key = await keyOfQuestion(tx, question)
  await tx('messages').insert({
    ...inNoOrder(tx),
    id: message.id,
    question: question.id,
    kind: message.kind,
    author: message.author,
    text: vault.seal(key, placeOf(question, message.id), message.text),
    at: message.at.toISOString(),
  })
}

/** `urgent` and `seeToday` when the words speak of danger. */
export type Reply = { id: string; text: string; now: Date } & Pick<Question, 'urgent' | 'seeToday'>

/**
 * The asker writes more about an open question, asked or unasked. The same words sent twice are sent once. `also`
 * is done in the same moment, and only for new words.
 */
export async function addReply(
  db: Db,
  vault: Vault,
  id: string,
  reply: Reply,
  also: (tx: Db) => Promise<unknown>,
) {
  await db.transaction(async (tx) => {
    const before = await takeQuestion(tx, id)
    const last = (await openMessages(tx, vault, before)).at(-1)
    if (last?.kind === 'details_reply' && last.text === reply.text) return
    const hour = new Date(hourOf(reply.now))
    const given = addWords(before, hour)
    const after = {
      ...given,
      urgent: given.urgent || reply.urgent,
      seeToday: given.seeToday || reply.seeToday,
    }
    await saveQuestion(tx, before, after)
    const at = justAfter(last, hour)
    await addMessage(tx, vault, after, {
      id: reply.id,
      kind: 'details_reply',
      author: null,
      at,
      text: reply.text,
    })
    await recordOutsideEvent(tx, { at: hour, action: 'details_given', subject: id })
    await also(tx)
  })
}

/** The hour of a reply is before the minute of the request that came the same hour; the thread keeps its order. */
function justAfter(last: Message | undefined, hour: Date): Date {
  return new Date(Math.max(hour.getTime(), last ? Date.parse(last.at) + 1 : 0))
}

/** The thread in order, oldest first; empty when its key is destroyed. */
export async function openMessages(db: Db, vault: Vault, question: Question): Promise<Message[]> {
  const key = await findDataKey(db, question.keyId)
  if (!key) return []
  const rows = await db<Row>('messages').where({ question: question.id }).orderBy(['at', 'id'])
  return rows.map(({ id, kind, author, at, text }) => ({
    id,
    kind,
    author,
    at,
    text: vault.open(key, placeOf(question, id), Buffer.from(text)),
  }))
}

/** What passed between them goes with the key: that there was something is nobody's to know any more. */
export async function deleteMessages(tx: Db, question: string) {
  await tx('messages').where({ question }).delete()
}

function placeOf(question: Question, id: string) {
  return { table: 'messages', column: 'text', id, organisation: question.organisation }
}

type Row = Omit<Message, 'text'> & { question: string; text: Buffer }
