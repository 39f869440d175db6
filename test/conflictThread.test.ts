import { expect, test } from 'vitest'
import { readThread } from '../server/questions/followUpStore.ts'
import { isOpen } from '../server/questions/question.ts'
import { receiptCodeFor } from '../server/questions/receiptCode.ts'
import { findQuestion } from '../server/questions/store.ts'
import { nonceIn } from './asking.ts'
import { openHouse } from './house.ts'

test('who knows the asker of one follow-up is never offered the next', async () => {
  const house = await openHouse()
  const { db, vault } = house.deps
  const ida = await house.signInAs('lege')
  const { questionId } = await house.given.publishedArticle({ by: ida.actor, isPrivate: true })
  const root = await findQuestion(db, questionId ?? '')
  const code = receiptCodeFor(vault, root.id)
  const askOn = async (followUp: string) => {
    const page = await house.visitor.post('/kvittering', { code })
    const reply = await house.visitor.post('/kvittering/oppfolging', { code, nonce: nonceIn(page), followUp })
    expect(reply.status).toBe(200)
    // Both came in the same hour: the open one is the new one.
    return (
      (await readThread(db, root)).find((question) => question.id !== root.id && isOpen(question)) ?? root
    )
  }

  const first = await askOn('Takk! Men hva gjør jeg hvis jeg våkner klokka fire?')
  expect(first).toMatchObject({ status: 'assigned', holder: ida.actor.id })
  const form = { version: String(first.version) }
  expect((await ida.post(`/redaksjon/sporsmal/${first.id}/inhabil`, form)).status).toBe(303)
  await house.visitor.post('/kvittering/tilbaketrekking', { code, scope: '1', confirm: 'ja' })
  house.wait({ minutes: 20 })

  const second = await askOn('Jeg prøvde det, og nå lurer jeg på noe helt annet.')
  expect(second.id).not.toBe(first.id)
  expect(second).toMatchObject({ status: 'received', holder: null, conflicted: [ida.actor.id] })
  expect((await ida.get(`/redaksjon/sporsmal/${second.id}`)).status).toBe(404)
})
