import type { Db } from '../db/open.ts'
import { findDataKey } from '../vault/store.ts'
import type { Vault } from '../vault/vault.ts'
import type { Question } from './question.ts'
import { keyOfQuestion } from './store.ts'

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
    id: message.id,
    question: question.id,
    kind: message.kind,
    author: message.author,
    text: vault.seal(key, placeOf(question, message.id), message.text),
    at: message.at.toISOString(),
  })
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

function placeOf(question: Question, id: string) {
  return { table: 'messages', column: 'text', id, organisation: question.organisation }
}

type Row = Omit<Message, 'text'> & { question: string; text: Buffer }
