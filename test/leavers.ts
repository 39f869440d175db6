import { expect } from 'vitest'
import { cookieName } from '../server/access/guard.ts'
import type { Actor } from '../server/accounts/account.ts'
import { addSession } from '../server/accounts/sessionStore.ts'
import { findActor } from '../server/accounts/store.ts'
import { dayOf } from '../server/lib/oslo.ts'
import { mayHold } from '../server/questions/question.ts'
import { readQuestions } from '../server/questions/store.ts'
import { mayBeOnDuty } from '../server/urgent/rota.ts'
import { openCases } from '../server/urgent/store.ts'
import { isDecided } from '../server/urgent/urgentCase.ts'
import { accounts, form } from './accountForms.ts'
import { client, type Client, type Reply } from './client.ts'
import type { House } from './house.ts'

/** An administrator closes an account. */
export async function deactivate(house: House, admin: Client, id: string): Promise<Reply> {
  return admin.post(`${accounts}/${id}/deaktiver`, { version: (await form(house, id)).version })
}

/** An administrator makes her something else. */
export async function reappoint(
  house: House,
  admin: Client,
  id: string,
  changes: Parameters<typeof form>[2],
) {
  return admin.post(`${accounts}/${id}`, await form(house, id, changes))
}

/** She comes back, with a new session. */
export async function signInAgain({ deps, url }: House, account: string): Promise<Client> {
  const id = deps.newId()
  await addSession(deps.db, deps.sessionSecret, { id, account, now: deps.now() })
  return client(url, `${cookieName(deps)}=${id}`)
}

/** Everything in hand, with those who can do nothing with it. */
export async function stuck({ deps: { db, now } }: House): Promise<string[]> {
  const found: string[] = []
  const look = async (what: string, account: string, isAble: (actor: Actor) => boolean) => {
    const actor = await findActor(db, account)
    if (!actor || !isAble(actor)) found.push(what)
  }
  for (const question of await readQuestions(db, (query) => query.whereNotNull('holder'))) {
    await look(question.status, question.holder ?? '', (actor) => mayHold(question, actor))
  }
  for (const { urgent } of (await openCases(db)).filter(({ urgent }) => !isDecided(urgent))) {
    for (const { account } of urgent.acknowledgements) await look('acknowledgement', account, mayBeOnDuty)
  }
  for (const { account } of await db('rota').where('day', '>=', dayOf(now()))) {
    await look('duty', account, mayBeOnDuty)
  }
  return found
}

export async function expectNothingStuck(house: House) {
  expect(await stuck(house)).toEqual([])
}
