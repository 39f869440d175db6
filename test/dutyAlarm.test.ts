import { expect, test } from 'vitest'
import { runUrgentJob } from '../server/jobs/urgent.ts'
import { startJobs } from '../server/jobs/clock.ts'
import { addDays } from '../server/lib/oslo.ts'
import { accounts, form } from './accountForms.ts'
import { actionsAbout } from './actions.ts'
import { aQuestion, openForm } from './asking.ts'
import { openHouse, type House } from './house.ts'
import { act } from './questionForms.ts'
import { openSmtp } from './smtp.ts'
import { addressOf, arrivesUrgent, putOnDuty, today } from './urgentCases.ts'

type Who = Awaited<ReturnType<House['signInAs']>>

/** Four cases that somebody on duty has been told of, and has not acknowledged. */
async function fourCases() {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const onDuty = await house.signInAs('moderator')
  await putOnDuty(koordinator, onDuty.actor.id)
  const cases = []
  for (let count = 0; count < 4; count += 1) cases.push(await arrivesUrgent(house))
  expect(await toldBy(house)).toEqual([await addressOf(house, onDuty.actor.id)])
  house.wait({ minutes: 5 })
  return { house, koordinator, onDuty, cases }
}

/** To whom the alarms of a round go. */
async function toldBy(house: House): Promise<string[]> {
  house.mails.length = 0
  await runUrgentJob(house.deps)
  return house.mails.map(({ to }) => to).toSorted()
}

const removeFromDuty = (who: Who, account: string) =>
  who.post('/redaksjon/vakt/avlysning', { day: today, samskipnad: 'sit', account })

test('whoever is put on duty while cases wait is told of them at once, all in one mail, and once', async () => {
  const { house, koordinator, cases } = await fourCases()
  const mona = await house.signInAs('moderator')
  await putOnDuty(koordinator, mona.actor.id)

  expect(await toldBy(house)).toEqual([await addressOf(house, mona.actor.id)])
  for (const { id } of cases) expect(house.mails[0]?.text).toContain(`/sporsmal/${id}`)
  expect(house.mails[0]?.text).toContain('fordi du har vakt')
  house.wait({ minutes: 1 })
  expect(await toldBy(house)).toEqual([])
  expect(await actionsAbout(house, cases[0]?.id ?? '')).toEqual([
    'question_submitted',
    'urgent_raised',
    'urgent_alerted_1',
    'urgent_alerted_later',
  ])
})

test('whoever’s week begins at midnight is told when it does', async () => {
  const house = await openHouse('2026-11-20T22:50:00.000Z')
  const koordinator = await house.signInAs('koordinator')
  const [evening, night] = [await house.signInAs('moderator'), await house.signInAs('moderator')]
  await putOnDuty(koordinator, evening.actor.id)
  await putOnDuty(koordinator, night.actor.id, 'sit', addDays(today, 1), addDays(today, 7))
  await arrivesUrgent(house)
  expect(await toldBy(house)).toEqual([await addressOf(house, evening.actor.id)])
  house.wait({ minutes: 9 })
  expect(await toldBy(house)).toEqual([])
  house.wait({ minutes: 1 })
  expect(await toldBy(house)).toEqual([await addressOf(house, night.actor.id)])
  house.wait({ minutes: 1 })
  expect(await toldBy(house)).toEqual([])
})

test('when nobody is left on duty, the coordinator who is the only one is told, however it came about', async () => {
  for (const leave of [
    ({ koordinator, onDuty }) => removeFromDuty(koordinator, onDuty.actor.id),
    async ({ house, onDuty }) => {
      const { id } = onDuty.actor
      const fields = await form(house, id)
      return (await house.signInAs('administrator')).post(`${accounts}/${id}/deaktiver`, fields)
    },
    async ({ house, onDuty }) => {
      const { id } = onDuty.actor
      const fields = await form(house, id, { roller: ['illustrator'] })
      return (await house.signInAs('administrator')).post(`${accounts}/${id}`, fields)
    },
  ] satisfies ((given: Awaited<ReturnType<typeof fourCases>>) => Promise<{ status: number }>)[]) {
    const given = await fourCases()
    expect((await leave(given)).status).toBe(303)
    const { house, koordinator } = given
    expect(await toldBy(house)).toEqual([await addressOf(house, koordinator.actor.id)])
    expect(await toldBy(house)).toEqual([])
  }
})

test('when the one on duty may know the asker, the next in line is told of that case', async () => {
  const { house, koordinator, onDuty, cases } = await fourCases()
  await act(house, onDuty, cases[2]?.id ?? '', 'inhabil')
  expect(await toldBy(house)).toEqual([await addressOf(house, koordinator.actor.id)])
  expect(house.mails[0]?.text.match(/\/sporsmal\/\w+/g)).toEqual([`/sporsmal/${cases[2]?.id}`])
})

test('whoever has acknowledged a case before she goes on duty is not told of it', async () => {
  const { house, koordinator, cases } = await fourCases()
  const mona = await house.signInAs('moderator')
  for (const { id } of cases) await act(house, mona, id, 'bekreftelse')
  await putOnDuty(koordinator, mona.actor.id)
  expect(await toldBy(house)).toEqual([])
})

test('an hour later, too, a newcomer on the rota is told once', async () => {
  const { house } = await fourCases()
  house.wait({ hours: 2 })
  expect(await toldBy(house)).toHaveLength(2)
  const [mona, eva] = [await house.signInAs('moderator'), await house.signInAs('koordinator')]
  await putOnDuty(eva, mona.actor.id, 'sio', addDays(today, 3))
  const newcomers = [await addressOf(house, mona.actor.id), await addressOf(house, eva.actor.id)]
  expect(await toldBy(house)).toEqual(newcomers.toSorted())
  expect(await toldBy(house)).toEqual([])
})

test('when the mail of the one on duty is refused for good, the next in line is told, and she is not tried again', async () => {
  const house = await openHouse()
  const smtp = await openSmtp()
  const koordinator = await house.signInAs('koordinator')
  const onDuty = await house.signInAs('moderator', { name: 'Mona Moderator' })
  await putOnDuty(koordinator, onDuty.actor.id)
  const [refused, next] = [
    await addressOf(house, onDuty.actor.id),
    await addressOf(house, koordinator.actor.id),
  ]
  const tried: string[] = []
  house.deps.mailer = { send: (mail) => (tried.push(mail.to), smtp.mailer.send(mail)) }
  smtp.answers.set(refused, 550)
  const { id } = await arrivesUrgent(house)
  for (let minute = 0; minute < 20; minute += 1) {
    await runUrgentJob(house.deps)
    house.wait({ minutes: 1 })
  }
  expect(tried).toEqual([refused, next])
  const page = await koordinator.get('/redaksjon/epost')
  expect(page.text).toContain('Mona Moderator')
  expect(page.text).toContain('Varsel om hastesak')
  expect(page.text).not.toContain(id)
  expect(smtp.taken.every(({ raw }) => /^Auto-Submitted: auto-generated\r$/m.test(raw))).toBe(true)
})

test('when her mail server asks us to wait, she is left in peace longer each time, and the alarm goes on', async () => {
  const house = await openHouse()
  const smtp = await openSmtp()
  const koordinator = await house.signInAs('koordinator')
  const onDuty = await house.signInAs('moderator')
  await putOnDuty(koordinator, onDuty.actor.id)
  const slow = await addressOf(house, onDuty.actor.id)
  const tries: number[] = []
  let minute = 0
  house.deps.mailer = {
    send: (mail) => {
      if (mail.to === slow) tries.push(minute)
      return smtp.mailer.send(mail)
    },
  }
  smtp.answers.set(slow, 451)
  await arrivesUrgent(house)
  for (; minute < 40; minute += 1) {
    await runUrgentJob(house.deps)
    house.wait({ minutes: 1 })
  }
  expect(tries).toEqual([0, 1, 2, 4, 8, 13, 18, 23, 28, 33, 38])
  expect(smtp.taken.map(({ to }) => to)).toEqual([[await addressOf(house, koordinator.actor.id)]])
  smtp.answers.clear()
  for (; minute < 45; minute += 1) {
    await runUrgentJob(house.deps)
    house.wait({ minutes: 1 })
  }
  expect(smtp.taken).toHaveLength(2)
})

test('everything after which somebody may have to be told rings the bell', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const admin = await house.signInAs('administrator')
  const mona = await house.signInAs('moderator')
  const { id } = mona.actor
  const ask = async (question: string) =>
    house.visitor.post('/spor', { ...aQuestion, question, nonce: await openForm(house.visitor), send: 'ja' })
  const rung: number[] = []
  house.deps.alarmBell.on('ring', () => rung.push(1))
  const ringsFor = async (deed: () => Promise<{ status: number }>) => {
    rung.length = 0
    expect((await deed()).status).toBeLessThan(400)
    return rung.length
  }
  const received = await house.given.receivedQuestion()
  const sorted = await house.given.receivedQuestion()
  const known = await arrivesUrgent(house)
  const details = await house.given.receivedQuestion()
  const danger = 'Jeg har tatt alle pillene og vil dø i natt.'
  const triage = { topic: 'sovn', language: 'nb', urgent: 'ja' }
  for (const [what, deed] of Object.entries({
    asks: () => ask(danger),
    writesMore: () => house.visitor.post('/kvittering/svar', { code: details.code, reply: danger }),
    marks: () => act(house, koordinator, received.id, 'hast', { haster: 'ja' }),
    sorts: () => act(house, koordinator, sorted.id, 'triage', triage),
    putsOnDuty: () => putOnDuty(koordinator, id),
    takesOffDuty: () => removeFromDuty(koordinator, id),
    knowsHer: () => act(house, mona, known.id, 'inhabil'),
    takesRole: async () =>
      admin.post(`${accounts}/${id}`, await form(house, id, { roller: ['illustrator'] })),
    deactivates: async () => admin.post(`${accounts}/${id}/deaktiver`, await form(house, id)),
    reactivates: async () => admin.post(`${accounts}/${id}/aktiver`, await form(house, id)),
  })) {
    expect([what, await ringsFor(deed)]).toEqual([what, 1])
  }
  expect(await ringsFor(() => ask('Hvordan får jeg sove bedre før eksamen? Jeg ligger våken.'))).toBe(0)
})

test('when the bell rings the mail goes out, and in a flood no more than one a minute', async () => {
  const house = await openHouse()
  await house.signInAs('moderator')
  const stop = startJobs(house.deps)
  const ring = async () => {
    await arrivesUrgent(house)
    house.deps.alarmBell.emit('ring')
  }
  await ring()
  await expect.poll(() => house.mails.length).toBe(1)
  for (let count = 0; count < 5; count += 1) await ring()
  await stop()
  house.deps.alarmBell.emit('ring')
  expect(house.mails.length).toBeLessThanOrEqual(2)
})
