import { createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { eventsAbout } from '../server/events/store.ts'
import { runUrgentJob } from '../server/jobs/urgent.ts'
import { findQuestion } from '../server/questions/store.ts'
import { openHouse, type House } from './house.ts'
import { databaseEnv, startServer } from './serverProcess.ts'
import { arrivesUrgent } from './urgentCases.ts'

async function flood(house: House, count: number) {
  for (let left = count; left > 0; left -= 1) await arrivesUrgent(house, { slow: true })
}

const linksIn = (text: string | undefined) =>
  [...(text ?? '').matchAll(/sporsmal\/([0-9a-f]{32})\b/g)].map(([, id = '']) => id)

const alertsAbout = async ({ deps }: House, id: string) =>
  (await eventsAbout(deps.db, id)).filter(({ action }) => action.startsWith('urgent_alerted'))

test('twenty alarms at once are one mail to each on duty, and one more each time nobody answers', async () => {
  const house = await openHouse()
  for (let count = 0; count < 3; count += 1) await house.signInAs('koordinator')
  await flood(house, 20)

  await runUrgentJob(house.deps)
  expect(house.mails).toHaveLength(3)
  for (let minute = 0; minute < 62; minute += 1) {
    house.wait({ minutes: 1 })
    await runUrgentJob(house.deps)
  }

  expect(house.mails).toHaveLength(9)
  for (const { subject, text } of house.mails) {
    expect(subject).toContain('Hastesaker')
    expect(new Set(linksIn(text)).size).toBe(20)
    expect(text).not.toContain('kanarifugl')
    expect(text).not.toMatch(/\d+ minutt/)
  }
})

test('in a flood the real one is named first, and those that there is no room for are counted', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  await flood(house, 25)
  house.wait({ minutes: 5 })
  const real = await arrivesUrgent(house)

  await runUrgentJob(house.deps)

  const links = linksIn(house.mails[0]?.text)
  expect(links[0]).toBe(real.id)
  expect(links).toHaveLength(20)
  expect(house.mails[0]?.text).toContain('I tillegg venter 6 til.')
  for (const page of ['/redaksjon/mottak', '/redaksjon']) {
    expect(linksIn((await koordinator.get(page)).text)[0]).toBe(real.id)
  }
})

test('in the intake come the urgent, then the urgent of the slow lane, then the others', async () => {
  const house = await openHouse()
  const slow = await house.given.receivedQuestion({ slow: true })
  const plain = await house.given.receivedQuestion()
  const slowUrgent = await house.given.receivedQuestion({ urgent: true, slow: true })
  house.wait({ hours: 2 })
  const urgent = await house.given.receivedQuestion({ urgent: true })
  const moderator = await house.signInAs('moderator')
  const ids = linksIn((await moderator.get('/redaksjon/mottak')).text)
  expect(ids).toEqual([urgent, slowUrgent, plain, slow].map(({ id }) => id))
})

test('a mail tells of the cases that wait from before, but not of what its reader must not open', async () => {
  const house = await openHouse()
  const [first, second] = [await house.signInAs('koordinator'), await house.signInAs('koordinator')]
  const [known, other] = [await arrivesUrgent(house), await arrivesUrgent(house)]
  const { version } = await findQuestion(house.deps.db, known.id)
  await first.post(`/redaksjon/sporsmal/${known.id}/inhabil`, { version: String(version) })
  await runUrgentJob(house.deps)
  house.wait({ minutes: 10 })
  const later = await arrivesUrgent(house)
  await runUrgentJob(house.deps)

  const addressOf = async (account: string) =>
    (await house.deps.db('accounts').where({ id: account }).first('email')).email
  const mailsTo = async (account: string) => {
    const address = await addressOf(account)
    return house.mails.filter(({ to }) => to === address).map(({ text }) => linksIn(text).toSorted())
  }
  const sorted = (...questions: { id: string }[]) => questions.map(({ id }) => id).toSorted()
  expect(await mailsTo(first.actor.id)).toEqual([sorted(other), sorted(other, later)])
  expect(await mailsTo(second.actor.id)).toEqual([sorted(known, other), sorted(known, other, later)])
})

test('a service that dies while it mails sends the alarm when it is up again', async () => {
  const house = await openHouse()
  await house.signInAs('moderator')
  const question = await arrivesUrgent(house)
  const begun = new Promise<void>((resolve) => {
    const mailer = { send: () => (resolve(), new Promise<void>(() => {})) }
    void runUrgentJob({ ...house.deps, mailer })
  })
  await begun

  await runUrgentJob(house.deps)
  await runUrgentJob(house.deps)

  expect(house.mails).toHaveLength(1)
  expect(await alertsAbout(house, question.id)).toHaveLength(1)
})

test('a service that is asked to stop finishes the mail it is sending, and remembers it', async () => {
  const house = await openHouse()
  await house.signInAs('moderator')
  const question = await arrivesUrgent(house)
  const post = await slowPostOffice()
  const server = await startServer({
    DATA_DIR: house.folder,
    LOG_LEVEL: 'error',
    DEMO: 'false',
    SMTP_URL: post.url,
    ...databaseEnv(house.settings),
  })
  expect(server.started, server.output()).toBe(true)
  await post.receiving

  expect(await server.stop()).toBe(0)

  expect(post.received()).toBe(1)
  expect(await alertsAbout(house, question.id)).toHaveLength(1)
})

/** A mail server that thinks for two seconds before it takes a mail. */
async function slowPostOffice() {
  let [taken, tell] = [0, () => {}]
  const receiving = new Promise<void>((resolve) => {
    tell = resolve
  })
  const talk = (socket: Socket) => {
    let isMail = false
    const answer = async (line: string) => {
      if (isMail && line !== '.') return
      if (isMail) {
        isMail = false
        tell()
        await setTimeout(2_000)
        taken += 1
        socket.write('250 taken\r\n')
      } else if (line === 'DATA') {
        isMail = true
        socket.write('354 go on\r\n')
      } else socket.write('250 yes\r\n')
    }
    let rest = ''
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString()).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) void answer(line)
    })
    socket.on('error', () => {})
    socket.write('220 post office\r\n')
  }
  const office = createServer(talk)
  await new Promise<void>((resolve) => office.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void office.close())
  const { port } = office.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, receiving, received: () => taken }
}
