import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findDataKey } from '../server/vault/store.ts'
import { anyText } from './anyText.ts'
import { openHouse } from './house.ts'
import { expectValidHtml } from './html.ts'
import { begunAnswer, deskOf, fieldsIn, filledIn } from './writing.ts'

test('what is too long comes back with everything kept and the reason at the field', async () => {
  const house = await openHouse()
  const { lege, desk } = await begunAnswer(house)
  const limits = { title: 150, summary: 300, question: 4000, body: 20_000 }
  for (const [field, limit] of Object.entries(limits)) {
    const sent = { ...filledIn, [field]: '😀'.repeat(limit + 1) }
    for (const step of ['', '/forhandsvisning', '/kvalitetssikring']) {
      const reply = await desk.send(lege, step, sent)
      expect(reply.status, `${field} ${step}`).toBe(422)
      expect(reply.text).toContain(`href="#${field}"`)
      expect(fieldsIn(reply.text)).toMatchObject(sent)
    }
    await expectValidHtml((await desk.send(lege, '', { ...sent, [field]: 'å'.repeat(limit + 1) })).text)
    expect((await desk.send(lege, '', { ...filledIn, [field]: 'å'.repeat(limit) })).status).toBe(303)
  }
})

test('whatever a browser sends to the editor, the answer is calm', async () => {
  const house = await openHouse()
  const { lege, desk } = await begunAnswer(house)
  const value = fc.oneof(
    anyText({ maxLength: 40 }),
    fc.constantFrom('', '-1', '1e9', 'NaN', '__proto__', '\u0000', '\ud800', '2', 'private', '9'.repeat(400)),
    fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
  )
  const name = fc.constantFrom(
    'title',
    'summary',
    'question',
    'body',
    'topic',
    'visibility',
    'showName',
    'version',
    'revision',
    'remark',
    'reason',
    'constructor',
  )
  const step = fc.constantFrom(
    '',
    '/forhandsvisning',
    '/kvalitetssikring',
    '/ta-tilbake',
    '/godkjenning',
    '/retur',
    '/publisering',
    '/avpublisering',
  )
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, value), step, fc.boolean(), async (fields, where, isCurrent) => {
      const { version } = await desk.article()
      const reply = await lege.post(desk.address + where, {
        ...fields,
        ...(isCurrent && { version: String(version) }),
      })
      expect([200, 303, 403, 404, 409, 422]).toContain(reply.status)
      expect(reply.text).not.toMatch(/at .+\.ts:\d+/)
    }),
    { numRuns: 150 },
  )
  expect(house.logged()).not.toContain('"level":"error"')
})

test('an unknown topic and a choice that is not there are refused at their fields', async () => {
  const house = await openHouse()
  const { lege, desk } = await begunAnswer(house)
  const reply = await desk.send(lege, '', { ...filledIn, topic: 'finnes-ikke', visibility: 'alle' })
  expect(reply.status).toBe(422)
  expect(reply.text).toContain('href="#topic"')
  expect(reply.text).toContain('href="#visibility"')
})

test('the preview shows the article as readers will see it, saves nothing and loses nothing', async () => {
  const house = await openHouse()
  const { lege, desk } = await begunAnswer(house)
  const before = await desk.article()
  const body =
    '## Et råd\n\nStå opp til **samme tid**.\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))'
  const reply = await desk.send(lege, '/forhandsvisning', { ...filledIn, body, showName: 'ja' })
  expect(reply.status).toBe(200)
  await expectValidHtml(reply.text)
  expect(reply.text).toContain('<h2 id="avsnitt-et-rad">Et råd</h2>')
  expect(reply.text).toContain('<strong>samme tid</strong>')
  expect(reply.text).not.toContain('<script>alert')
  expect(reply.text).toContain('Ida Lege')
  expect(fieldsIn(reply.text)).toMatchObject({
    ...filledIn,
    body,
    showName: 'ja',
    version: String(before.version),
  })
  expect(await desk.article()).toEqual(before)
})

test('an unfinished text is not sent to review: the page says what is missing', async () => {
  const house = await openHouse()
  const { lege, desk } = await begunAnswer(house)
  const empty = { ...filledIn, title: ' ', summary: '', question: '', body: '', topic: '' }
  const reply = await desk.send(lege, '/kvalitetssikring', empty)
  expect(reply.status).toBe(422)
  for (const field of ['title', 'summary', 'question', 'body', 'topic'])
    expect(reply.text).toContain(`href="#${field}"`)
  expect((await desk.article()).revisionStatus).toBe('draft')

  const priv = await desk.send(lege, '/kvalitetssikring', {
    ...empty,
    visibility: 'private',
    body: 'Kjære deg.',
  })
  expect(priv.status).toBe(303)
  expect(await desk.article()).toMatchObject({ revisionStatus: 'in_review', isPrivate: true })
})

test('what an asker wants kept private cannot be published, whatever the form says', async () => {
  const house = await openHouse()
  const { lege, desk } = await begunAnswer(house, { mayPublish: false })
  const page = await lege.get(desk.address)
  expect(page.text).toMatch(/value="public"[^>]* disabled/)
  expect(page.text).toContain('Innsenderen har ikke sagt ja til publisering')
  const reply = await desk.send(lege, '', filledIn)
  expect(reply.status).toBe(422)
  expect(reply.text).toContain('href="#visibility"')
  expect((await desk.article()).isPrivate).toBe(true)
})

test('a student writes a student article, a doctor an article, each with a key of its own', async () => {
  const house = await openHouse()
  const [student, lege] = [await house.signInAs('studentskribent'), await house.signInAs('lege')]
  for (const [who, kind] of [
    [student, 'studentartikkel'],
    [lege, 'artikkel'],
  ] as const) {
    const begun = await who.post('/redaksjon/artikler')
    expect(begun.status).toBe(303)
    const desk = deskOf(house, begun.location?.split('/').at(-1) ?? '')
    const article = await desk.article()
    expect(article).toMatchObject({ kind, questionId: null, author: who.actor.id, organisation: 'sit' })
    expect((await findDataKey(house.deps.db, article.keyId))?.wrappedBy).toMatch(/^2026-11\./)
    const page = await who.get(desk.address)
    await expectValidHtml(page.text)
    expect(page.text).not.toContain('name="question"')
    expect((await desk.send(who, '', { ...filledIn, question: '' })).status).toBe(303)
  }
  for (const who of ['moderator', 'illustrator', 'administrator']) {
    expect((await (await house.signInAs(who)).post('/redaksjon/artikler')).status, who).toBe(404)
  }
})
