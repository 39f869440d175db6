import { appendFileSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { allAccounts, editorialAccount } from '../server/accounts/store.ts'
import { revisionToEdit, saveDraft } from '../server/articles/draftStore.ts'
import { unpublishArticle } from '../server/articles/publishStore.ts'
import { readArticles } from '../server/articles/store.ts'
import { contentFolder } from '../server/import/files.ts'
import { destroyDataKey } from '../server/vault/store.ts'
import { textOf } from './asking.ts'
import { changeEntry, copyOfContent, entries, run, slug } from './contentFiles.ts'
import { openHouse, type House } from './house.ts'
import { emptyPlace } from './places.ts'
import { fromSource, runScript } from './script.ts'
import { sendPassword } from './staff.ts'

test('a reader finds all ten articles of 2022, with the mark on the student articles', async () => {
  const house = await openHouse()
  await run(house)
  const list = entries(contentFolder)
  expect(list.map(({ kind }) => kind).toSorted()).toEqual([
    ...Array<string>(6).fill('artikkel'),
    ...Array<string>(4).fill('studentartikkel'),
  ])
  for (const entry of list) {
    const page = await house.visitor.get(`/artikler/${entry.slug}`)
    expect(page.status).toBe(200)
    expect(textOf(page)).toContain(entry.title)
    expect(/class="article-facts">\s*<span class="kind kind-(\w+)"/.exec(page.text)?.[1]).toBe(entry.kind)
    expect(textOf(page)).toContain('Redaksjonen')
  }
})

test('every article is 300 to 700 words and ends in a next step', () => {
  for (const { slug: name } of entries(contentFolder)) {
    const text = readFileSync(path.join(contentFolder, `articles/${name}.md`), 'utf8')
    const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length
    expect([name, words >= 300 && words <= 700]).toEqual([name, true])
    expect([name, /## (.*neste steg|.*neste skritt).*\n+[^#]+$/i.test(text)]).toEqual([name, true])
  }
})

test('someone who runs the import twice gets nothing twice, and is told so', async () => {
  const house = await openHouse()
  const first = await run(house)
  expect(first.articles).toEqual({ added: 10, updated: 0, unchanged: 0, kept: 0 })
  expect(first.mostRead).toEqual({ added: 10, updated: 0, unchanged: 0, kept: 0 })
  const events = await house.deps.db('events').count()
  const second = await run(house)
  for (const tally of Object.values(second)) expect(tally).toMatchObject({ added: 0, updated: 0, kept: 0 })
  expect(second.articles?.unchanged).toBe(10)
  expect(await house.deps.db('events').count()).toEqual(events)
  expect(await readArticles(house.deps.db, (query) => query)).toHaveLength(10)
})

test('an operator runs the command twice, and reads each time what it did', async () => {
  const env = await emptyPlace()
  const first = await runScript('import', [], env, fromSource)
  expect(first.output).toMatch(
    /Temaer: +\d+ nye, 0 endret, 0 uendret\n[^]*Artikler: +10 nye, 0 endret, 0 uendret\n/,
  )
  expect(first.code).toBe(0)
  const second = await runScript('import', [], env)
  expect(second.output).toMatch(
    /Artikler: +0 nye, 0 endret, 10 uendret\nMest lest 2022: +0 nye, 0 endret, 10 uendret\n/,
  )
  expect(second.code).toBe(0)
})

test('an import that breaks off half-way is finished by the next one', async () => {
  const house = await openHouse()
  const folder = copyOfContent()
  rmSync(path.join(folder, 'most-read-2022.json'))
  await expect(run(house, folder)).rejects.toThrow(/most-read-2022\.json\n.*finnes ikke/)
  expect(await run(house)).toMatchObject({ articles: { unchanged: 10 }, mostRead: { added: 10 } })
})

test('a text that is changed in its file reaches the readers, and nothing else moves', async () => {
  const house = await openHouse()
  await run(house)
  const folder = copyOfContent()
  appendFileSync(path.join(folder, `articles/${slug}.md`), '\n\nEn ny setning fra redaksjonen.\n')
  changeEntry(folder, 'studietips-til-deg-med-adhd', { title: 'Nye studietips' })
  house.wait({ days: 40 })
  expect((await run(house, folder)).articles).toEqual({ added: 0, updated: 2, unchanged: 8, kept: 0 })
  expect(textOf(await house.visitor.get(`/artikler/${slug}`))).toContain('En ny setning fra redaksjonen.')
  expect(textOf(await house.visitor.get('/artikler/studietips-til-deg-med-adhd'))).toContain('Nye studietips')
  const article = await articleAt(house, slug)
  const revision = await revisionToEdit(house.deps.db, house.deps.vault, article)
  expect(revision?.texts.body).toContain('En ny setning fra redaksjonen.')
})

test('a changed text reaches the readers even when the key of the old one is destroyed', async () => {
  const house = await openHouse()
  await run(house)
  await destroyDataKey(house.deps.db, (await articleAt(house, slug)).keyId)
  const folder = copyOfContent()
  appendFileSync(path.join(folder, `articles/${slug}.md`), '\n\nEn ny setning.\n')
  expect((await run(house, folder)).articles).toMatchObject({ updated: 1 })
  expect(textOf(await house.visitor.get(`/artikler/${slug}`))).toContain('En ny setning.')
})

test('an article that a colleague has begun to edit stays hers', async () => {
  const house = await openHouse()
  await run(house)
  const { actor } = await house.signInAs('koordinator')
  const article = await articleAt(house, slug)
  const texts = (await revisionToEdit(house.deps.db, house.deps.vault, article))?.texts
  if (!texts) throw new Error('The imported text cannot be opened.')
  const act = {
    id: article.id,
    by: actor,
    version: article.version,
    now: house.deps.now(),
    spareKey: 'spare',
  }
  const choices = { topic: article.topic, otherTopics: [], isPrivate: false, showName: true }
  await saveDraft(house.deps.db, house.deps.vault, act, {
    texts: { ...texts, title: 'Hennes tittel' },
    choices,
    kept: [],
  })
  const folder = copyOfContent()
  changeEntry(folder, slug, { title: 'Filens tittel' })
  expect((await run(house, folder)).articles).toEqual({ added: 0, updated: 0, unchanged: 9, kept: 1 })
  const kept = await revisionToEdit(house.deps.db, house.deps.vault, await articleAt(house, slug))
  expect(kept?.texts.title).toBe('Hennes tittel')
})

test('an article that is taken down stays down', async () => {
  const house = await openHouse()
  await run(house)
  const { actor } = await house.signInAs('koordinator')
  const { id, version } = await articleAt(house, slug)
  const act = {
    id,
    version,
    by: actor,
    now: house.deps.now(),
    reviewId: 'r',
    spareKey: 's',
    reason: 'Utdatert',
  }
  await unpublishArticle(house.deps.db, house.deps.vault, act)
  expect((await run(house)).articles).toMatchObject({ unchanged: 9, kept: 1 })
  expect((await house.visitor.get(`/artikler/${slug}`)).status).toBe(410)
})

test('nobody can sign in as «Redaksjonen», and no administrator can change her', async () => {
  const house = await openHouse()
  await run(house)
  const ids = (await allAccounts(house.deps.db)).map(({ id }) => id)
  expect(ids).not.toContain(editorialAccount)
  const { email } = await house.deps.db('accounts').where({ id: editorialAccount }).first('email')
  const signIn = await house.visitor.post('/redaksjon/inn', { epost: email, passord: '' })
  expect([signIn.status, signIn.headers.get('Set-Cookie')]).toEqual([422, null])
  expect((await sendPassword(house, { epost: email })).headers.get('Set-Cookie')).toBeNull()
  const admin = await house.signInAs('administrator')
  const rooms = '/redaksjon/admin/kontoer'
  expect((await admin.get(rooms)).text).not.toContain('Redaksjonen')
  expect((await admin.get(`${rooms}/${editorialAccount}`)).status).toBe(404)
  expect((await admin.post(`${rooms}/${editorialAccount}`, { version: '1', navn: 'Ida' })).status).toBe(404)
})

async function articleAt(house: House, address: string) {
  const [article] = await readArticles(house.deps.db, (query) => query.where({ slug: address }))
  if (!article) throw new Error(`There is no article at ${address}.`)
  return article
}
