import { once } from 'node:events'
import { expect, test } from 'vitest'
import { createApp } from '../server/app.ts'
import { unpublishArticle } from '../server/articles/publishStore.ts'
import { findArticle } from '../server/articles/store.ts'
import { buildAssets, entryPoints } from '../server/web/assets.ts'
import { openHouse, type House } from './house.ts'
import { expectValidHtml } from './html.ts'
import { deskOf, filledIn } from './writing.ts'

async function takeDown(house: House, id: string) {
  const { db, vault, now, newId } = house.deps
  const { version } = await findArticle(db, id)
  await unpublishArticle(db, vault, {
    id,
    version,
    by: await house.given.staff(null),
    now: now(),
    reviewId: newId(),
    spareKey: newId(),
    reason: 'Innsenderen har trukket spørsmålet.',
  })
}

test('an article that is taken down is gone at once, on two servers with one database', async () => {
  const house = await openHouse()
  const { id, slug } = await house.given.publishedArticle({ title: 'Denne skal bort' })
  const assets = await buildAssets(entryPoints)
  const other = createApp(house.deps, assets, false).listen(0, '127.0.0.1')
  await once(other, 'listening')
  const url = `http://127.0.0.1:${(other.address() as { port: number }).port}`
  const paths = [
    `/artikler/${slug}`,
    '/artikler',
    '/',
    '/tema/sovn',
    '/arkiv/2026/11',
    '/feed.atom',
    '/feed.json',
    '/sitemap.xml',
  ]
  try {
    for (const path of paths) {
      expect(await (await fetch(url + path)).text(), path).toMatch(/Denne skal bort|denne-skal-bort/)
      await house.visitor.get(path)
    }
    await takeDown(house, id)
    for (const path of paths) {
      expect(await (await fetch(url + path)).text(), path).not.toMatch(/Denne skal bort|denne-skal-bort/)
      expect((await house.visitor.get(path)).text, path).not.toMatch(/Denne skal bort|denne-skal-bort/)
    }
  } finally {
    other.closeAllConnections()
    other.close()
  }
  const gone = await house.visitor.get(`/artikler/${slug}`)
  expect(gone.status).toBe(410)
  expect(gone.headers.get('Cache-Control')).toBe('no-store')
  await expectValidHtml(gone.text)
  for (const href of ['/artikler', '/tema', '/spor', '/kvittering'])
    expect(gone.text).toContain(`href="${href}"`)
})

test('an article that was never published is not there: no draft, no private answer', async () => {
  const house = await openHouse()
  const draft = await house.given.approvedArticle({ title: 'Bare et utkast' })
  await house.given.publishedArticle({ title: 'Bare til deg', isPrivate: true })
  for (const path of [
    '/artikler/bare-et-utkast',
    '/artikler/bare-til-deg',
    `/artikler/${draft.id}`,
    '/artikler/finnes-ikke',
  ]) {
    expect((await house.visitor.get(path)).status, path).toBe(404)
  }
  const list = await house.visitor.get('/artikler')
  expect(list.text).not.toMatch(/Bare et utkast|Bare til deg/)
})

test('an unpublished article is gone for readers, and comes back only through review', async () => {
  const house = await openHouse()
  const [psykolog, koordinator] = [await house.signInAs('psykolog'), await house.signInAs('koordinator')]
  const article = await house.given.publishedArticle({
    kind: 'artikkel',
    title: 'Om angst',
    topic: 'studier',
  })
  const desk = deskOf(house, article.id)
  const readers = async () => (await house.visitor.get('/artikler/om-angst')).status
  expect(await readers()).toBe(200)

  const silent = await desk.send(koordinator, '/avpublisering', { reason: '' })
  expect(silent.status).toBe(422)
  expect(silent.text).toContain('href="#reason"')
  expect((await desk.send(psykolog, '/avpublisering', { reason: 'Fordi.' })).status).toBe(404)
  expect(
    (await desk.send(koordinator, '/avpublisering', { reason: 'Kan kjennes igjen: Kanarifugl.' })).status,
  ).toBe(303)
  expect(await readers()).toBe(410)
  const page = await koordinator.get(desk.address)
  await expectValidHtml(page.text)
  expect(page.text).toContain('Kan kjennes igjen: Kanarifugl.')
  const [row] = await house.deps
    .db<{ verdict: string; remark: Buffer }>('reviews')
    .where({ verdict: 'unpublished' })
  expect(Buffer.from(row?.remark ?? '').includes('Kanarifugl')).toBe(false)
  expect((await desk.send(koordinator, '/avpublisering', { reason: 'Igjen.' })).status).toBe(409)
  expect((await desk.send(koordinator, '/publisering')).status).toBe(409)

  expect(
    (await desk.send(koordinator, '/kvalitetssikring', { ...filledIn, title: 'Om angst', question: '' }))
      .status,
  ).toBe(303)
  expect((await desk.send(psykolog, '/godkjenning')).status).toBe(303)
  expect(await readers()).toBe(410)
  expect((await desk.send(koordinator, '/publisering')).status).toBe(303)
  expect(await readers()).toBe(200)
})
