import { takeActor } from '../accounts/lockStore.ts'
import { findArticleOfQuestion } from '../articles/store.ts'
import type { Deps } from '../deps.ts'
import { addFollowUp, readThread } from '../questions/followUpStore.ts'
import { addReply } from '../questions/messageStore.ts'
import { currentOf, followUp, mayFollowUp } from '../questions/newQuestion.ts'
import { isOpen, type Question } from '../questions/question.ts'
import { receiptCodeFor, receiptLookup } from '../questions/receiptCode.ts'
import { openAsked } from '../questions/store.ts'
import { dangerIn } from '../screening/danger.ts'
import { raiseCase } from '../urgent/store.ts'
import { hasteOf } from './dangerHelp.ts'

/** `nonce`: that of the form for a follow-up, when it is still good. */
type Words = { text: string; nonce?: string }

/**
 * Puts what she writes at her code where it belongs: with the question that is open, or else as a follow-up to
 * the answer. Words are never dropped while somebody can still read them. `needs_form`: she may follow up, but
 * from a fresh form; `closed`: nobody reads here any more.
 */
export async function takeWords(
  deps: Deps,
  thread: [Question, ...Question[]],
  words: Words,
): Promise<'taken' | 'needs_form' | 'closed'> {
  if (mayFollowUp(thread)) {
    if (words.nonce === undefined) return 'needs_form'
    if (await ask(deps, thread, { ...words, nonce: words.nonce })) return 'taken'
    // Another form of hers came first: what is new in this one is added to it.
    return addTo(deps, currentOf(await readThread(deps.db, thread[0])), words.text)
  }
  return addTo(deps, currentOf(thread), words.text)
}

async function addTo(deps: Deps, question: Question, text: string): Promise<'taken' | 'closed'> {
  const { db, vault, newId, now } = deps
  const asked = await openAsked(db, vault, question)
  if (asked === undefined || !isOpen(question)) return 'closed'
  if (asked.body === text) return 'taken'
  const haste = hasteOf(dangerIn(text))
  const { urgent } = haste
  const reply = { id: newId(), text, ...haste, now: now() }
  await addReply(db, vault, question.id, reply, async (tx) => {
    if (urgent) await raise({ ...deps, db: tx }, question)
  })
  if (urgent) deps.alarmBell.emit('ring')
  return 'taken'
}

/** The nonce names the follow-up as it names a question, so that a double click asks once. */
async function ask(deps: Deps, thread: [Question, ...Question[]], { text, nonce }: Required<Words>) {
  const made = { id: deps.newId(), keyId: deps.newId(), now: deps.now() }
  const haste = hasteOf(dangerIn(text))
  const { urgent } = haste
  const receipt = receiptLookup(deps.vault, receiptCodeFor(deps.vault, nonce))
  const asked = { title: '', body: text }
  const isNew = await deps.db.transaction(async (tx) => {
    const article = await findArticleOfQuestion(tx, thread[0].id)
    const answerer = article && (await takeActor(tx, article.author))
    const question = followUp(thread, { ...made, ...haste, answerer })
    return addFollowUp(tx, deps.vault, { question, receipt, asked }, async (adding) => {
      if (urgent) await raise({ ...deps, db: adding }, question)
    })
  })
  if (isNew && urgent) deps.alarmBell.emit('ring')
  return isNew
}

function raise({ db, newId, now }: Deps, question: Question) {
  return raiseCase(db, { id: newId(), question: question.id, now: now() })
}
