import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publishedTexts } from '../server/articles/store.ts'
import { openTexts, saveTexts } from '../server/articles/revisionStore.ts'
import { saveDraft } from '../server/articles/draftStore.ts'
import { giveBack, claim, withdraw } from '../server/questions/question.ts'
import { findQuestion, saveQuestion } from '../server/questions/store.ts'
import { destroyDataKey, findDataKey } from '../server/vault/store.ts'
import { expectValidHtml } from './html.ts'
import { openHouse, type House } from './house.ts'
import { deskOf, fieldsIn, filledIn } from './writing.ts'

async function changeQuestion(
  house: House,
  id: string,
  change: (question: Awaited<ReturnType<typeof findQuestion>>) => Awaited<ReturnType<typeof findQuestion>>,
) {
  const before = await findQuestion(house.deps.db, id)
  await house.deps.db.transaction((tx) => saveQuestion(tx, before, change(before)))
}

async function begunAnswer(house: House, details: Parameters<House['given']['inProgressQuestion']>[0] = {}) {
  const lege = await house.signInAs('lege', { name: 'Ida Lege' })
  const question = await house.given.inProgressQuestion({ ...details, by: lege.actor })
  const reply = await lege.post(`/redaksjon/sporsmal/${question.id}/svar`)
  expect(reply.status).toBe(303)
  const id = reply.location?.split('/').at(-1) ?? ''
  return { lege, question, desk: deskOf(house, id) }
}

test('whoever holds a question begins the answer beside it, and comes back to the same draft', async () => {
  const house = await openHouse()
  const { lege, question, desk } = await begunAnswer(house, {
    title: 'Søvn',
    body: 'Jeg heter Kari og får ikke sove.',
  })

  const page = await lege.get(desk.address)
  expect(page.status).toBe(200)
  await expectValidHtml(page.text)
  expect(page.text).toContain('Jeg heter <mark>Kari</mark> og får ikke sove.')
  expect(fieldsIn(page.text)).toMatchObject({
    title: '',
    question: 'Jeg heter Kari og får ikke sove.',
    topic: 'sovn',
  })
  expect(page.text).toContain('Ta bort alt som kan avsløre hvem som spør')

  const again = await lege.post(`/redaksjon/sporsmal/${question.id}/svar`)
  expect(again.location).toBe(desk.address)
  expect(await desk.article()).toMatchObject({
    kind: 'svar',
    keyId: question.keyId,
    isHealth: true,
    isPrivate: false,
  })
})

test('a double click begins one draft', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const question = await house.given.inProgressQuestion({ by: lege.actor })
  const replies = await Promise.all([1, 2, 3].map(() => lege.post(`/redaksjon/sporsmal/${question.id}/svar`)))
  expect(replies.map(({ status }) => status)).toEqual([303, 303, 303])
  expect(new Set(replies.map(({ location }) => location)).size).toBe(1)
})

test('nobody else on the staff finds the draft, or can begin the answer', async () => {
  const house = await openHouse()
  const { question, desk } = await begunAnswer(house)
  for (const who of ['psykolog', 'studentskribent', 'moderator', 'illustrator', 'administrator']) {
    const other = await house.signInAs(who)
    expect((await other.get(desk.address)).status, who).toBe(404)
    expect((await other.post(`/redaksjon/sporsmal/${question.id}/svar`)).status, who).toBe(404)
    for (const step of [
      '',
      '/forhandsvisning',
      '/kvalitetssikring',
      '/ta-tilbake',
      '/godkjenning',
      '/retur',
      '/publisering',
      '/avpublisering',
    ]) {
      expect((await desk.send(other, step, filledIn)).status, `${who} ${step}`).toBe(404)
    }
  }
  expect((await house.visitor.get(desk.address)).status).toBe(303)
  const nowhere = await house.signInAs('koordinator')
  expect((await nowhere.get('/redaksjon/artikler/finnes-ikke')).status).toBe(404)
  expect((await nowhere.get('/redaksjon/artikler/..%2f..%00')).status).toBe(404)
})

test('whoever may know the asker never opens the draft, not even a coordinator', async () => {
  const house = await openHouse()
  const { question, desk } = await begunAnswer(house)
  const koordinator = await house.signInAs('koordinator')
  expect((await koordinator.get(desk.address)).status).toBe(200)
  await changeQuestion(house, question.id, (before) => ({ ...before, conflicted: [koordinator.actor.id] }))
  expect((await koordinator.get(desk.address)).status).toBe(404)
  expect((await koordinator.get('/redaksjon/artikler?vis=alle')).text).not.toContain(desk.address)
})

test('a draft is saved as it is, unfinished or not, and lies sealed', async () => {
  const house = await openHouse()
  const { lege, desk } = await begunAnswer(house)
  const canary = 'Kanarifugl i gruven synger høyt.'
  const saved = await desk.send(lege, '', { ...filledIn, summary: '', body: canary, showName: 'ja' })
  expect(saved.status).toBe(303)
  const page = await lege.get(saved.location ?? '')
  expect(page.text).toContain('Utkastet er lagret.')
  expect(fieldsIn(page.text)).toMatchObject({
    title: filledIn.title,
    summary: '',
    body: canary,
    showName: 'ja',
  })
  const rows: Record<string, unknown>[] = [
    ...(await house.deps.db('revisions')),
    ...(await house.deps.db('articles')),
  ]
  expect(rows.length).toBeGreaterThan(1)
  for (const value of rows.flatMap((row) => Object.values(row))) {
    expect(Buffer.isBuffer(value) ? value.includes('Kanarifugl') : String(value).includes('Kanarifugl')).toBe(
      false,
    )
  }
  expect(house.logged()).not.toContain('Kanarifugl')
})

test('a text passed off as another revision cannot be opened', async () => {
  const house = await openHouse()
  const { lege, desk } = await begunAnswer(house)
  await desk.send(lege, '', filledIn)
  const article = await desk.article()
  await house.deps.db('revisions').where({ article: article.id }).update({ number: 2 })
  await expect(openTexts(house.deps.db, house.deps.vault, { ...article, revision: 2 })).rejects.toThrow(
    /authenticate/,
  )
})

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
    fc.string({ unit: 'binary', maxLength: 40 }),
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

test('two windows save: the second sees both texts and can still save her own', async () => {
  const house = await openHouse()
  const { lege, desk } = await begunAnswer(house)
  const koordinator = await house.signInAs('koordinator', { name: 'Kari Koordinator' })
  const { version } = await desk.article()
  const mine = { ...filledIn, version: String(version), body: 'Min tekst med <b>tegn</b>.' }
  const theirs = { ...filledIn, version: String(version), body: 'Teksten til Kari.' }
  expect((await koordinator.post(desk.address, theirs)).status).toBe(303)

  const clash = await lege.post(desk.address, mine)
  expect(clash.status).toBe(409)
  await expectValidHtml(clash.text)
  expect(clash.text).toContain('Kari Koordinator lagret teksten')
  expect(clash.text).toContain('Teksten til Kari.')
  const fields = fieldsIn(clash.text)
  expect(fields).toMatchObject({ body: mine.body, title: mine.title, version: String(version + 1) })

  expect((await lege.post(desk.address, fields)).status).toBe(303)
  expect(fieldsIn((await lege.get(desk.address)).text).body).toBe(mine.body)
  const stale = await lege.post(`${desk.address}/kvalitetssikring`, mine)
  expect(stale.status).toBe(409)
  expect((await desk.article()).revisionStatus).toBe('draft')
})

test('whoever saves a text that has gone to review meanwhile gets it back to copy', async () => {
  const house = await openHouse()
  const { lege, desk } = await begunAnswer(house)
  const koordinator = await house.signInAs('koordinator')
  const mine = { ...filledIn, version: String((await desk.article()).version), body: 'Min siste setning.' }
  expect((await desk.send(koordinator, '/kvalitetssikring', filledIn)).status).toBe(303)
  const clash = await lege.post(desk.address, mine)
  expect(clash.status).toBe(409)
  await expectValidHtml(clash.text)
  expect(clash.text).toContain('kan ikke lagres nå')
  expect(fieldsIn(clash.text).body).toBe(mine.body)
})

test('many save at once: one is kept, and each of the others gets her text back', async () => {
  const house = await openHouse()
  const { lege, desk } = await begunAnswer(house)
  const { version } = await desk.article()
  const texts = [1, 2, 3, 4].map(
    (n) => `Utkast nummer ${n}, skrevet i et eget vindu og langt nok til å savnes.`,
  )
  const replies = await Promise.all(
    texts.map((body) => lege.post(desk.address, { ...filledIn, version: String(version), body })),
  )
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409, 409, 409])
  const lost = texts.filter(
    (text, index) => replies[index]?.status === 409 && !replies[index].text.includes(text),
  )
  expect(lost).toEqual([])
  expect((await desk.article()).version).toBe(version + 1)
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
  expect(reply.text).toContain('<h2>Et råd</h2>')
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

test('a question that is given back takes its draft along to the next, and the first cannot go on', async () => {
  const house = await openHouse()
  const { lege, question, desk } = await begunAnswer(house)
  await desk.send(lege, '', filledIn)
  await changeQuestion(house, question.id, (before) => giveBack(before, house.deps.now()))

  for (const step of ['', '/kvalitetssikring']) {
    const refused = await desk.send(lege, step, {
      ...filledIn,
      body: 'Noe jeg skrev etterpå, og ikke vil miste.',
    })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Spørsmålet er gitt tilbake')
    expect(refused.text).toContain('Noe jeg skrev etterpå, og ikke vil miste.')
  }
  expect((await lege.get(desk.address)).status).toBe(404)

  const psykolog = await house.signInAs('psykolog')
  await changeQuestion(house, question.id, (before) => claim(before, psykolog.actor, house.deps.now()))
  expect((await psykolog.post(`/redaksjon/sporsmal/${question.id}/svar`)).location).toBe(desk.address)
  expect(fieldsIn((await psykolog.get(desk.address)).text).body).toBe(filledIn.body)
  expect((await desk.send(lege, '', filledIn)).status).toBe(404)
  expect((await desk.send(psykolog, '/kvalitetssikring', filledIn)).status).toBe(303)
  expect(await desk.article()).toMatchObject({ author: psykolog.actor.id, revisionStatus: 'in_review' })
  expect((await desk.send(lege, '/godkjenning')).status).toBe(404)
})

test('an answer to a withdrawn question goes no further, wherever it is', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const psykolog = await house.signInAs('psykolog')
  const withdrawn = async (id: string | null) =>
    changeQuestion(house, id ?? '', (before) => withdraw(before, house.deps.now()))

  const { lege, question, desk } = await begunAnswer(house)
  await withdrawn(question.id)
  expect((await desk.send(lege, '/kvalitetssikring', filledIn)).status).toBe(409)

  const inReview = await house.given.articleInReview()
  await withdrawn(inReview.questionId)
  expect((await deskOf(house, inReview.id).send(psykolog, '/godkjenning')).status).toBe(409)

  const approved = await house.given.approvedArticle()
  await withdrawn(approved.questionId)
  const refused = await deskOf(house, approved.id).send(koordinator, '/publisering')
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('Spørsmålet er trukket tilbake')
  expect(await publishedTexts(house.deps.db, approved.id)).toBeUndefined()
  await expectValidHtml((await koordinator.get(deskOf(house, approved.id).address)).text)
})

test('when the question is deleted its draft is, too, and the desk says so', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const { lege, question, desk } = await begunAnswer(house)
  await desk.send(lege, '', filledIn)
  await destroyDataKey(house.deps.db, question.keyId)
  expect(await openTexts(house.deps.db, house.deps.vault, await desk.article())).toBeUndefined()
  const page = await lege.get(desk.address)
  expect(page.status).toBe(200)
  expect(page.text).toContain('Teksten er slettet')
  expect((await desk.send(lege, '', filledIn)).status).toBe(409)
  expect((await koordinator.get('/redaksjon/artikler')).text).toContain('Teksten er slettet')
})

test('a published article whose key is gone is edited from what readers see, with a new key', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const article = await house.given.publishedArticle({ body: 'Den første teksten.' })
  const desk = deskOf(house, article.id)
  await destroyDataKey(house.deps.db, article.keyId)
  const page = await koordinator.get(`${desk.address}?rediger=ja`)
  expect(fieldsIn(page.text).body).toBe('Den første teksten.')
  expect((await desk.send(koordinator, '', { ...fieldsIn(page.text), body: 'Den andre.' })).status).toBe(303)
  const after = await desk.article()
  expect(after.keyId).not.toBe(article.keyId)
  expect((await openTexts(house.deps.db, house.deps.vault, after))?.body).toBe('Den andre.')
  expect((await publishedTexts(house.deps.db, article.id))?.body).toBe('Den første teksten.')
})

test('a draft saved in a new month moves to the key of that month', async () => {
  const house = await openHouse()
  const { db, vault, now, newId } = house.deps
  const by = await house.given.staff('studentskribent')
  const draft = await house.given.articleDraft({ kind: 'studentartikkel', by })
  house.wait({ days: 20 })
  const texts = (await openTexts(db, vault, draft)) ?? { title: '', summary: '', question: '', body: '' }
  const act = { id: draft.id, by, version: draft.version, now: now(), spareKey: newId() }
  const saved = await saveDraft(db, vault, act, {
    texts,
    choices: { topic: 'sovn', isPrivate: false, showName: false },
    kept: [],
  })
  expect((await findDataKey(db, draft.keyId))?.wrappedBy).toMatch(/^2026-12\./)
  expect(await openTexts(db, vault, saved)).toEqual(texts)
})

test('a text whose revision failed to save is not half there', async () => {
  const house = await openHouse()
  const { db, vault, now } = house.deps
  const draft = await house.given.articleDraft()
  await expect(
    db.transaction(async (tx) => {
      await saveTexts(tx, vault, draft, { title: 'x', summary: 'x', question: 'x', body: 'x' }, now())
      throw new Error('Strømmen gikk.')
    }),
  ).rejects.toThrow('Strømmen gikk.')
  expect((await openTexts(db, vault, draft))?.title).not.toBe('x')
})

test('each sees her own, and what waits for her to review; a coordinator sees all', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const draft = await house.given.articleDraft({ title: 'Legens utkast', by: lege.actor })
  const own = await house.given.articleInReview({ title: 'Legens svar', by: lege.actor })
  const other = await house.given.articleInReview({ title: 'En annens svar' })
  const hidden = await house.given.articleDraft({ title: 'En annens utkast' })
  const studies = await house.given.articleInReview({
    title: 'Om studier',
    kind: 'artikkel',
    topic: 'studier',
  })
  const titles = async (who: typeof lege, query = '') => {
    const page = await who.get(`/redaksjon/artikler${query}`)
    expect(page.status).toBe(200)
    await expectValidHtml(page.text)
    return [draft, own, other, hidden, studies].map(({ id }) => page.text.includes(id))
  }
  expect(await titles(lege)).toEqual([true, true, true, false, true])
  expect(await titles(lege, '?vis=mine')).toEqual([true, true, false, false, false])
  expect(await titles(lege, '?vis=kontroll&type=artikkel')).toEqual([false, false, false, false, true])
  expect(await titles(await house.signInAs('radgiver'))).toEqual([false, false, false, false, true])
  expect(await titles(await house.signInAs('koordinator'), '?vis=alle')).toEqual([
    true,
    true,
    true,
    true,
    true,
  ])
  expect(await titles(lege, '?vis=tull&type=x&side=-4')).toEqual([true, true, true, false, true])
  for (const who of ['moderator', 'illustrator', 'administrator']) {
    expect((await (await house.signInAs(who)).get('/redaksjon/artikler')).status, who).toBe(404)
  }
})

test('a long list has pages, and every text stands on exactly one of them', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const by = await house.given.staff('lege')
  const ids: string[] = []
  for (let n = 0; n < 27; n += 1) ids.push((await house.given.articleDraft({ kind: 'artikkel', by })).id)
  const pages = [
    await koordinator.get('/redaksjon/artikler'),
    await koordinator.get('/redaksjon/artikler?side=2'),
  ]
  for (const id of ids) expect(pages.filter(({ text }) => text.includes(id))).toHaveLength(1)
  expect(pages[1]?.text).toContain('aria-current="page"')
  expect((await koordinator.get('/redaksjon/artikler?side=999')).status).toBe(200)
})
