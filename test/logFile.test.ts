import { expect, test } from 'vitest'
import { recordEvent } from '../server/events/store.ts'
import { download, downloadAs, expectFile, sessionOf } from './downloads.ts'
import { openHouse, type House } from './house.ts'

const log = '/redaksjon/admin/logg'

/** Events enough for several batches, put in at once: their chain is not what is tested here. */
async function fillLog(
  { deps: { db } }: House,
  count: number,
  eventOf: (index: number) => { action: string; actor: string | null },
) {
  const { seq: last } = (await db('event_head').first<{ seq: number }>('seq')) ?? { seq: 0 }
  const rows = Array.from({ length: count }, (_, index) => ({
    ...eventOf(index),
    seq: last + 1 + index,
    at: '2026-11-20T08:00:00.000Z',
    subject: `thing-${index}`,
    hash: '',
  }))
  await db.batchInsert('events', rows, 500)
  await db('event_head').update({ seq: last + count })
}

test('the file of the log says what the page says, and what is stored', async () => {
  const house = await openHouse()
  const ida = await house.given.staff('lege', { name: '@Ida "Lege"' })
  const at = new Date('2026-11-20T08:30:15.000Z')
  await house.deps.db.transaction(async (tx) => {
    await recordEvent(tx, { at, action: 'question_read', actor: ida.id, subject: '=cmd' })
    await recordEvent(tx, { at, action: 'question_submitted', actor: null, subject: ida.id })
  })
  const { id } = ida
  const file = await downloadAs(house, 'administrator', `${log}.csv`)
  expectFile(file, 'revisjonslogg.csv')
  expect(file.headers.get('Cache-Control')).toBe('no-store')
  const [headings, ...rows] = file.rows
  expect(headings).toHaveLength(9)
  expect(rows.map(([seq]) => Number(seq))).toEqual(rows.map((_row, index) => rows.length - index))
  expect(rows[0]?.[3]).toBe('Revisjonslogg lastet ned')
  const time = '20. november 2026 kl. 09.30'
  const utc = at.toISOString()
  expect(rows.slice(2, 4).map((row) => row.slice(1))).toEqual([
    [
      time,
      'Systemet eller en innsender',
      'Spørsmål sendt inn',
      `'@Ida "Lege"`,
      utc,
      '',
      'question_submitted',
      id,
    ],
    [time, `'@Ida "Lege"`, 'Spørsmål lest', "'=cmd", utc, id, 'question_read', "'=cmd"],
  ])
})

test('the file of the log follows the filter, and is whole however long', async () => {
  const house = await openHouse()
  const count = 4321
  const { actor } = await house.signInAs('moderator')
  await fillLog(house, count, (index) => ({
    action: index % 2 ? 'question_read' : 'question_triaged',
    actor: index % 3 ? actor.id : null,
  }))
  const all = await downloadAs(house, 'administrator', `${log}.csv`)
  const stored = await house.deps.db('events').count({ count: '*' }).first()
  expect(all.rows).toHaveLength(1 + Number(stored?.count))
  expect(new Set(all.rows.map(([seq]) => seq)).size).toBe(all.rows.length)
  const some = await downloadAs(house, 'administrator', `${log}.csv?handling=question_read&hvem=${actor.id}`)
  const expected = Array.from({ length: count }, (_, index) => index).filter(
    (index) => index % 2 && index % 3,
  )
  expect(some.rows.slice(1).map((row) => row[8])).toEqual(
    expected.toReversed().map((index) => `thing-${index}`),
  )
  console.log(`${all.rows.length - 1} events in one file, none missing`)
})

test('when the log cannot be read on, the download breaks instead of ending', async () => {
  const house = await openHouse()
  await fillLog(house, 2500, () => ({ action: 'tested', actor: null }))
  // Far down: the first batch is on its way when this time is to be written.
  await house.deps.db('events').where({ seq: 1200 }).update({ at: 'not a time' })
  await expect(downloadAs(house, 'administrator', `${log}.csv`)).rejects.toThrow(/terminated|fetch failed/)
  expect(house.logged()).toContain('"event":"failed","route":"/redaksjon/admin/logg.csv"')
})

test('others are served while a long log is downloaded', async () => {
  const house = await openHouse()
  await fillLog(house, 12_000, () => ({ action: 'tested', actor: null }))
  const cookie = await sessionOf(house, 'administrator')
  let isOver = false
  const whole = download(house, `${log}.csv`, cookie).finally(() => (isOver = true))
  let served = 0
  while (!isOver) {
    expect((await house.visitor.get('/healthz')).status).toBe(200)
    served += 1
  }
  expect((await whole).rows.length).toBeGreaterThan(12_000)
  expect(served).toBeGreaterThan(10)
  console.log(`${served} others served while 12000 events were downloaded`)
})

test('whoever cancels a download has not made an error', async () => {
  const house = await openHouse()
  await fillLog(house, 12_000, () => ({ action: 'tested', actor: null }))
  const cancel = new AbortController()
  const cookie = await sessionOf(house, 'administrator')
  const { body } = await fetch(`${house.url}${log}.csv`, {
    headers: { Cookie: cookie },
    signal: cancel.signal,
  })
  await body?.getReader().read()
  cancel.abort()
  // Long enough for the server to notice and say so.
  await new Promise((resolve) => setTimeout(resolve, 1000))
  expect(house.logged()).not.toContain('"failed"')
})

test('when the log cannot be read at all, she gets a page that says so', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  await house.deps.db.schema.renameTable('events', 'events_away')
  const reply = await admin.get(`${log}.csv`)
  expect(reply.status).toBe(500)
  expect(reply.headers.get('Content-Disposition')).toBeNull()
  expect(reply.headers.get('Content-Type')).toContain('text/html')
})

/** The file of the source, as it was given. */
