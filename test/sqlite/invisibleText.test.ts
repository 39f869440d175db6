import { expect, test } from 'vitest'
import { linkTo } from '../accountForms.ts'
import { aQuestion, askForCode, nonceIn, openForm } from '../asking.ts'
import type { Client, Fields, Reply } from '../client.ts'
import { changeEntry, copyOfContent, run, slug } from '../contentFiles.ts'
import { openHouse, type House } from '../house.ts'
import { allInvisible } from '../invisible.ts'
import { matrix, type Row } from '../matrixRows.ts'
import { setScene, type Thing } from '../matrixScene.ts'
import { codeOf, detailsAsked } from '../receipts.ts'

/** A password is what was typed, whatever it is, until a new one is chosen. */
const takenAsTyped = ['passord']
/** A code with nothing in it is a code that is wrong: nobody needs to be told why. */
const codes = ['kode', 'code']

test('in every form of the staff, what cannot be seen is no more than nothing', async () => {
  const scene = await setScene()
  let required = 0
  for (const { path, row } of postRows()) {
    const [who] = row.who
    const visitor = who && (await scene.as(who))
    if (!visitor || !row.form) continue
    const fields = await row.form({ scene, who, visitor })
    let thing = await row.about?.(scene)
    for (const name of Object.keys(fields).filter((field) => ![...takenAsTyped, ...codes].includes(field))) {
      const send = (value: string) => sendTo(visitor, path, thing, { ...fields, [name]: value })
      const empty = await send('')
      if (empty.status < 400) thing = await row.about?.(scene)
      if (!errorsOf(empty).includes(name)) continue
      const unseen = await send(allInvisible)
      expect([path, name, unseen.status, errorsOf(unseen)]).toEqual([path, name, 422, errorsOf(empty)])
      required += 1
    }
  }
  expect(required).toBeGreaterThan(25)
})

test('in every form of a visitor, what cannot be seen is no more than nothing', async () => {
  const house = await openHouse()
  for (const [path, field, fields] of await visitorForms(house)) {
    const empty = await house.visitor.post(path, { ...fields, [field]: '' })
    const unseen = await house.visitor.post(path, { ...fields, [field]: allInvisible })
    expect([path, field, empty.status]).toEqual([path, field, 422])
    expect([path, field, unseen.status, errorsOf(unseen)]).toEqual([path, field, 422, errorsOf(empty)])
  }
  expect(await house.deps.db('messages').whereIn('kind', ['reply', 'follow_up'])).toEqual([])
})

test('a question of letters far apart, with nothing between them, is too short', async () => {
  const house = await openHouse()
  for (const gap of ['\u200b', ' ', '\n', '\u3164', '\u0301']) {
    const nonce = await openForm(house.visitor)
    const question = `Ja${gap.repeat(30)}nei`
    const reply = await house.visitor.post('/spor', { ...aQuestion, nonce, question })
    expect([gap, reply.status]).toEqual([gap, 422])
  }
})

test('a title that cannot be seen is no title', async () => {
  const house = await openHouse()
  const code = await askForCode(house.visitor, { title: '\u200b\u2800' })
  const untitled = await askForCode(house.visitor, { title: '' })
  const pages = await Promise.all(
    [code, untitled].map((one) => house.visitor.post('/kvittering', { code: one })),
  )
  const headings = pages.map(({ text }) => /<h1[^>]*>([^<]*)/.exec(text)?.[1])
  expect(headings[0]).toBe(headings[1])
})

test('an article that shows no reader anything is not imported', async () => {
  const house = await openHouse()
  for (const field of ['title', 'summary']) {
    const folder = copyOfContent()
    changeEntry(folder, slug, { [field]: '\u200b\u200e' })
    await expect(run(house, folder)).rejects.toThrow(new RegExp(`${field} er tom`))
  }
})

function postRows(): { path: string; row: Row }[] {
  return Object.entries(matrix)
    .filter(([route]) => route.startsWith('post '))
    .flatMap(([route, rows]) => [rows].flat().map((row) => ({ path: route.slice('post '.length), row })))
}

function sendTo(visitor: Client, path: string, thing: Thing | undefined, fields: Fields) {
  return visitor.post(path.replace(/:(id|slug|code)/, thing?.id ?? ''), { ...thing?.fields, ...fields })
}

async function visitorForms(house: House): Promise<[path: string, field: string, fields: Fields][]> {
  const waiting = await detailsAsked(house, 'Kan du fortelle litt mer?')
  const code = codeOf(house, waiting.id)
  const { questionId } = await house.given.publishedArticle({ isPrivate: true })
  const answered = codeOf(house, questionId)
  const nonce = nonceIn(await house.visitor.post('/kvittering', { code: answered }))
  const email = 'kari@example.no'
  const administrator = await house.signInAs('administrator')
  await administrator.post('/redaksjon/admin/kontoer', {
    navn: 'Kari Nordmann',
    epost: email,
    roller: ['illustrator'],
    samskipnad: 'sit',
  })
  const token = (await linkTo(house, email)).split('/').at(-1) ?? ''
  return [
    ['/spor', 'question', { ...aQuestion, nonce: await openForm(house.visitor) }],
    ['/kvittering/svar', 'reply', { code }],
    ['/kvittering/oppfolging', 'followUp', { code: answered, nonce }],
    ['/redaksjon/inn', 'epost', { passord: 'en elg går over brua' }],
    ['/redaksjon/glemt', 'epost', {}],
    ['/redaksjon/invitasjon', 'passord', { token }],
  ]
}

/** The fields that the page says are wrong. */
function errorsOf({ text }: Reply): string[] {
  const summary = /data-error-summary[^>]*>([^]*?)<\/div>/.exec(text)?.[1] ?? ''
  return [...summary.matchAll(/href="#([^"]*)"/g)].map(([, field = '']) => field)
}
