import { expect, test } from 'vitest'
import { runDailyJobs } from '../server/jobs/daily.ts'
import { runOutboxJob } from '../server/jobs/outbox.ts'
import { failedMail } from '../server/outbox/store.ts'
import { accounts, linkTo } from './accountForms.ts'
import { openHouse, type House } from './house.ts'
import { openSmtp } from './smtp.ts'
import { newColleague } from './staff.ts'

const invitation = { navn: 'Ola Nordli', epost: 'ola@example.no', roller: 'illustrator', samskipnad: 'sit' }

/** A house whose mail goes to a server of its own, with somebody who has been invited. */
async function invited() {
  const house = await openHouse()
  const smtp = await openSmtp()
  house.deps.mailer = smtp.mailer
  const admin = await house.signInAs('administrator', { name: 'Anna Lien' })
  const { location } = await admin.post(accounts, invitation)
  const at = location?.split('?')[0] ?? ''
  return { house, smtp, admin, at }
}

/** Runs the job every minute for some hours, and gives the minutes in which a mail was tried. */
async function triesIn(house: House, hours: number): Promise<number[]> {
  const tries: number[] = []
  const { send } = house.deps.mailer
  const began = house.deps.now().getTime()
  house.deps.mailer.send = (mail) => {
    tries.push((house.deps.now().getTime() - began) / 60_000)
    return send(mail)
  }
  for (let minute = 0; minute < hours * 60; minute += 1) {
    await runOutboxJob(house.deps)
    house.wait({ minutes: 1 })
  }
  house.deps.mailer.send = send
  return tries
}

test('every mail says that a machine has written it, and nobody’s holiday reply comes back', async () => {
  const { house, smtp } = await invited()
  await newColleague(house)
  await house.visitor.post('/redaksjon/glemt', { epost: 'kari@example.no' })
  await runOutboxJob(house.deps)
  expect(smtp.taken.flatMap(({ to }) => to).toSorted()).toEqual(['kari@example.no', 'ola@example.no'])
  for (const { raw } of smtp.taken) expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
})

test('an address that is refused for good is tried once, and the administrator and the coordinator see it', async () => {
  const { house, smtp, admin } = await invited()
  smtp.answers.set('ola@example.no', 550)

  expect(await triesIn(house, 3)).toEqual([0])

  const coordinator = await house.signInAs('koordinator')
  for (const who of [await house.signInAs('administrator'), coordinator]) {
    expect((await who.get('/redaksjon')).text).toContain('En e-post har ikke kommet fram.')
    const page = await who.get('/redaksjon/epost')
    expect(page.text).toContain('Ola Nordli')
    expect(page.text).toContain('Invitasjon')
    expect(page.text).toContain('Mottakerens e-posttjener avviste den (550).')
    expect(page.text).not.toMatch(/[0-9a-f]{64}/)
  }
  expect((await (await house.signInAs('moderator')).get('/redaksjon/epost')).status).toBe(404)
  expect((await admin.get('/redaksjon/epost')).status).toBe(303)
})

test('a server that asks us to wait is left in peace longer each time, and in the end for good', async () => {
  const { house, smtp } = await invited()
  smtp.answers.set('ola@example.no', 451)

  const tries = await triesIn(house, 49)

  const waits = tries.slice(1).map((at, index) => at - (tries[index] ?? 0))
  // The last wait is only until its time is up.
  expect(waits.slice(0, -1)).toEqual(waits.slice(0, -1).toSorted((a, b) => a - b))
  expect(Math.max(...waits)).toBe(240)
  expect(tries.length).toBeLessThan(25)
  expect(tries.at(-1)).toBeCloseTo(48 * 60, -2)
  expect(await failedMail(house.deps.db)).toMatchObject([{ failure: '451', nextAt: null }])
  house.wait({ days: 15 })
  await runDailyJobs(house.deps)
  expect(await failedMail(house.deps.db)).toEqual([])
})

test('when the server takes it after all, it is on no list any more', async () => {
  const { house, smtp } = await invited()
  smtp.answers.set('ola@example.no', 451)
  await triesIn(house, 1)
  expect(await failedMail(house.deps.db)).toMatchObject([{ failure: '451', failedAt: null }])
  smtp.answers.clear()
  await triesIn(house, 2)
  expect(smtp.taken).toHaveLength(1)
  expect(await failedMail(house.deps.db)).toEqual([])
  const [row] = await house.deps.db('outbox')
  expect(row).toBeUndefined()
})

test('a new invitation to a mended address goes out, and the old failure is forgotten', async () => {
  const { house, smtp, at } = await invited()
  smtp.answers.set('ola@example.no', 550)
  await runOutboxJob(house.deps)
  smtp.answers.clear()
  await (await house.signInAs('administrator')).post(`${at}/inviter`)
  await runOutboxJob(house.deps)
  expect(smtp.taken).toHaveLength(1)
  expect(await failedMail(house.deps.db)).toEqual([])
})

test('when our own server is away or refuses us, nothing is lost and everything waits', async () => {
  const { house } = await invited()
  for (const error of [
    Object.assign(new Error('no'), { code: 'ECONNECTION' }),
    Object.assign(new Error('no'), { code: 'EAUTH', responseCode: 535 }),
  ]) {
    house.deps.mailer = { send: () => Promise.reject(error) }
    await runOutboxJob(house.deps)
    house.wait({ minutes: 5 })
  }
  expect(await failedMail(house.deps.db)).toMatchObject([{ failure: '535', failedAt: null }])
  house.deps.mailer = { send: async (mail) => void house.mails.push(mail) }
  expect(await house.post()).toBe(1)
})

test('no link and no address lies in the database, not even while its mail waits', async () => {
  const { house, smtp } = await invited()
  smtp.answers.set('ola@example.no', 451)
  const tokens: string[] = []
  const { send } = house.deps.mailer
  house.deps.mailer.send = (mail) => {
    tokens.push(...(mail.text.match(/[0-9a-f]{64}/g) ?? []))
    return send(mail)
  }
  await triesIn(house, 1)
  expect(tokens.length).toBeGreaterThan(3)
  const stored = JSON.stringify([await house.deps.db('outbox'), await house.deps.db('account_links')])
  for (const secret of [...tokens, 'ola@example.no', 'https:', 'Ola']) expect(stored).not.toContain(secret)
  // A link that did not get away opens nothing.
  for (const token of tokens) {
    expect((await house.visitor.get(`/redaksjon/invitasjon/${token}`)).status).toBe(404)
  }
})

test('whoever loses her account is sent nothing more of what waits', async () => {
  const { house, at } = await invited()
  const id = at.split('/').at(-1) ?? ''
  const admin = await house.signInAs('administrator')
  await admin.post(`${at}/deaktiver`, { version: '1' })
  house.deps.mailer = { send: async (mail) => void house.mails.push(mail) }
  expect(await house.post()).toBe(0)
  expect(await house.deps.db('outbox').where({ receiver: id })).toEqual([])
})

test('a password that somebody asked for twice is one mail, also when the first try failed', async () => {
  const house = await openHouse()
  const smtp = await openSmtp()
  house.deps.mailer = smtp.mailer
  await newColleague(house)
  smtp.answers.set('kari@example.no', 451)
  for (let again = 0; again < 2; again += 1) {
    await house.visitor.post('/redaksjon/glemt', { epost: 'kari@example.no' })
  }
  await runOutboxJob(house.deps)
  smtp.answers.clear()
  await triesIn(house, 0.5)
  expect(smtp.taken).toHaveLength(1)
  const link = smtp.taken[0]?.raw.replaceAll('=\r\n', '').match(/nytt-passord\/[0-9a-f]{64}/)?.[0]
  expect((await house.visitor.get(`/redaksjon/${link}`)).status).toBe(200)
})

test('two servers that send at the same moment send one mail', async () => {
  const { house, smtp } = await invited()
  await Promise.all([runOutboxJob(house.deps), runOutboxJob(house.deps)])
  expect(smtp.taken).toHaveLength(1)
})

test('a link from a mail works whichever try brought it', async () => {
  const { house } = await invited()
  house.deps.mailer = { send: () => Promise.reject(new Error('away')) }
  await runOutboxJob(house.deps)
  house.deps.mailer = { send: async (mail) => void house.mails.push(mail) }
  const link = await linkTo(house, 'ola@example.no')
  expect((await house.visitor.get(link)).status).toBe(200)
})
