import { expect, test } from 'vitest'
import { saveDraft } from '../server/articles/draftStore.ts'
import { openTexts, saveTexts } from '../server/articles/revisionStore.ts'
import { publishedTexts } from '../server/articles/store.ts'
import { destroyDataKey, findDataKey } from '../server/vault/store.ts'
import { openHouse } from './house.ts'
import { expectValidHtml } from './html.ts'
import { begunAnswer, deskOf, fieldsIn, filledIn } from './writing.ts'

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
    choices: { topic: 'sovn', otherTopics: [], isPrivate: false, showName: false },
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
