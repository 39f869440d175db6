import { truncateWal } from '../db/forget.ts'
import type { Db } from '../db/open.ts'
import { recordOutsideEvent } from '../events/outsideStore.ts'
import { eventsAbout } from '../events/store.ts'
import { hourOf } from '../lib/oslo.ts'
import { lowerUrgent, type Question } from '../questions/question.ts'
import { readQuestions, saveQuestion, takeQuestion } from '../questions/store.ts'
import { deleteAlerts } from './alertStore.ts'
import { deleteChecks } from './checkStore.ts'
import { closedCases, deleteCase, findOpenCase, roundClocks, saveEnded } from './store.ts'
import { end, endsWithTexts } from './urgentCase.ts'

/**
 * What happens to an urgent case when the texts of its question are deleted, by the asker or by time. What nobody
 * has seen, and what is decided already, ends here. Otherwise it stays until staff have decided it: somebody has
 * read the text, and the duty to act does not go away with it.
 */
export async function endCaseWithTexts(tx: Db, id: string, now: Date) {
  const question = await takeQuestion(tx, id)
  if (!question.urgent) return
  const urgent = await findOpenCase(tx, id)
  if (urgent && !endsWithTexts(urgent, await hasBeenSeen(tx, id))) return
  const at = new Date(hourOf(now))
  if (urgent) await saveEnded(tx, end(urgent, at))
  await saveQuestion(tx, question, quietlyLowered(question, at))
  await recordOutsideEvent(tx, { at, action: 'urgent_ended', subject: id })
}

/**
 * The daily round of retention: cases whose texts are gone end if they can, a clock that nobody follows is rounded
 * to the hour as the texts' time is up, and a closed case is deleted when the log of it is.
 */
export async function tidyCases(db: Db, before: { texts: string; audit: string }, now: Date) {
  for (const { id } of await urgentWithoutTexts(db)) {
    await db.transaction((tx) => endCaseWithTexts(tx, id, now))
  }
  await db.transaction(async (tx) => {
    await roundClocks(tx, before.texts)
    for (const id of await closedCases(tx, before.audit)) {
      await deleteChecks(tx, id)
      await deleteAlerts(tx, id)
      await deleteCase(tx, id)
    }
  })
  await truncateWal(db)
}

function urgentWithoutTexts(db: Db): Promise<Question[]> {
  return readQuestions(db, (query) =>
    query.where('urgent', 1).whereNotIn('key_id', db('data_keys').select('id')),
  )
}

/** Staff have done anything at all with it; opening it is in the log, too. */
async function hasBeenSeen(tx: Db, question: string): Promise<boolean> {
  return (await eventsAbout(tx, question)).some(({ actor }) => actor !== null)
}

/** No activity of anybody: the days on which a thread is deleted must not move. */
function quietlyLowered(question: Question, at: Date): Question {
  return { ...lowerUrgent(question, at), changedAt: question.changedAt }
}
