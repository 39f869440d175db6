import { expect, test } from 'vitest'
import type { Actor, Role } from '../server/accounts/account.ts'
import { addLink } from '../server/accounts/linkStore.ts'
import { choosePassword } from '../server/accounts/ownStore.ts'
import { findAccount } from '../server/accounts/store.ts'
import { DomainError } from '../server/errors.ts'
import { deactivate as closeAccount } from '../server/leaving/store.ts'
import { findQuestion } from '../server/questions/store.ts'
import { assignQuestion, claimQuestion } from '../server/queue/store.ts'
import { addDuties } from '../server/urgent/rotaStore.ts'
import { acknowledgeCase } from '../server/urgent/store.ts'
import { nonceIn } from './asking.ts'
import type { Client } from './client.ts'
import { openHouse, type House } from './house.ts'
import { deactivate, expectNothingStuck } from './leavers.ts'
import { act } from './questionForms.ts'
import { codeOf } from './receipts.ts'
import { arrivesUrgent, putOnDuty, today } from './urgentCases.ts'

type Given = { house: House; koordinator: Client; leaver: Client & { actor: Actor } }

/** How somebody gets work, ready to happen at the moment her account is closed. */
const ways: Record<string, (given: Given) => Promise<() => Promise<unknown>>> = {
  'takes a question': async ({ house, leaver }) => {
    const { id } = await house.given.queuedQuestion()
    return () => act(house, leaver, id, 'tak')
  },
  'is offered a question': async ({ house, koordinator, leaver }) => {
    const { id } = await house.given.queuedQuestion()
    return () => act(house, koordinator, id, 'tildeling', { to: leaver.actor.id })
  },
  'is asked on by the one she answered': async ({ house, leaver }) => {
    const { questionId } = await house.given.publishedArticle({ by: leaver.actor, isPrivate: true })
    const code = codeOf(house, questionId)
    const nonce = nonceIn(await house.visitor.post('/kvittering', { code }))
    const followUp = 'Takk! Men hva gjør jeg når jeg våkner klokka fire?'
    return () => house.visitor.post('/kvittering/oppfolging', { code, nonce, followUp })
  },
  'acknowledges an urgent case': async ({ house, leaver }) => {
    const { id } = await arrivesUrgent(house)
    return () => act(house, leaver, id, 'bekreftelse')
  },
  'is put on duty': async ({ koordinator, leaver }) => {
    return () => putOnDuty(koordinator, leaver.actor.id)
  },
}

const rounds = 4
const both = { roles: ['svarer', 'moderator'] satisfies Role[] }

for (const [what, prepare] of Object.entries(ways)) {
  test(`whoever ${what} at the moment her account is closed is left with nothing`, async () => {
    const house = await openHouse()
    const koordinator = await house.signInAs('koordinator')
    const admin = await house.signInAs('administrator')
    for (let round = 0; round < rounds; round += 1) {
      const leaver = await house.signInAs('lege', both)
      const getsWork = await prepare({ house, koordinator, leaver })
      const [closed] = await Promise.all([deactivate(house, admin, leaver.actor.id), getsWork()])
      expect(closed.status).toBe(303)
      await expectNothingStuck(house)
    }
  })
}

test('a link that is used at the moment its account is closed does not stand in the way', async () => {
  const house = await openHouse()
  const { db, now } = house.deps
  const by = (await house.signInAs('administrator')).actor
  for (let round = 0; round < 3 * rounds; round += 1) {
    const { id } = await house.given.staff('lege')
    const token = `token ${round}`
    await addLink(db, { kind: 'reset', account: id, token, now: now() })
    const account = await findAccount(db, id)
    const [chosen, closed] = await Promise.allSettled([
      choosePassword(db, 'reset', token, 'a hash', now()),
      closeAccount(db, account, { by, now: now() }),
    ])
    expect(closed).toMatchObject({ status: 'fulfilled' })
    // She was first, or she is told that the link is dead.
    if (chosen.status === 'rejected') expect(chosen.reason).toBeInstanceOf(DomainError)
    expect((await findAccount(db, id)).isActive).toBe(false)
  }
})

test('whoever has just left is given nothing by those who still saw her', async () => {
  const house = await openHouse()
  const { db, now } = house.deps
  const by = await house.given.staff(null)
  const admin = await house.signInAs('administrator')
  const { actor: leaver } = await house.signInAs('lege', both)
  const { id, version } = await house.given.queuedQuestion()
  const urgent = await arrivesUrgent(house)
  await deactivate(house, admin, leaver.id)

  const duty = { day: today, samskipnad: 'sit', account: leaver.id }
  const gifts = [
    () => claimQuestion(db, { id, version, by: leaver, now: now() }),
    () => assignQuestion(db, { id, version, by, now: now() }, leaver),
    () => acknowledgeCase(db, urgent.id, { by: leaver, now: now() }),
    () => addDuties(db, [duty], { by, now: now() }),
  ]
  for (const gift of gifts) await expect(gift()).rejects.toThrow(DomainError)
  expect((await findQuestion(db, id)).status).toBe('queued')
  await expectNothingStuck(house)
})
