import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withdrawQuestion } from '../server/answers/withdrawalStore.ts'
import { savePublishedTopics } from '../server/articles/topicStore.ts'
import { findArticle } from '../server/articles/store.ts'
import { saveTopics } from '../server/topics/store.ts'
import { run } from './contentFiles.ts'
import { expectValidHtml, visibleText } from './html.ts'
import { openHouse, type House } from './house.ts'
import { runs } from './runs.ts'
import { deskOf, fieldsIn, filledIn } from './writing.ts'

/** Before what an empty topic shows from elsewhere. */
const own = (page: string) => page.split('id="naer"', 1)[0] ?? ''
const titles = (page: string) =>
  [...page.matchAll(/class="article-card-title"><a [^>]*>([^<]*)</g)].map(([, title = '']) => title)

async function titlesAt(house: House, slug: string) {
  return titles(own((await house.visitor.get(`/tema/${slug}`)).text))
}

/** What «/tema» says of a main topic; it says nothing of one where nothing stands. */
async function countAt(house: House, slug: string) {
  const { text } = await house.visitor.get('/tema')
  const panel = text.slice(text.indexOf(`aria-labelledby="${slug}"`)).split('</section>', 1)[0] ?? ''
  return Number(/(\d+) artik/.exec(visibleText(panel))?.[1] ?? 0)
}

test('an article stands under all its topics, and once under what they have in common', async () => {
  const house = await openHouse()
  const topic = 'sovnloshet'
  const otherTopics = ['dognrytme', 'eksamensangst']
  const { slug } = await house.given.publishedArticle({ title: 'Våken om natta', topic, otherTopics })
  for (const one of [topic, ...otherTopics, 'sovn', 'studier'])
    expect([one, await titlesAt(house, one)]).toEqual([one, ['Våken om natta']])
  expect(await countAt(house, 'sovn')).toBe(1)
  expect(await countAt(house, 'studier')).toBe(1)
  const page = await house.visitor.get(`/artikler/${slug}`)
  await expectValidHtml(page.text)
  for (const one of otherTopics) expect(page.text).toContain(`<a href="/tema/${one}">`)
})

test('the imported articles stand under their second and third topics', async () => {
  const house = await openHouse()
  await run(house)
  const rights = [
    'Hvilke rettigheter har studenter som blir syke?',
    'Hvilke rettigheter har studenter som får barn?',
  ]
  for (const topic of ['lanekassen', 'nav', 'okonomi'])
    expect(await titlesAt(house, topic)).toEqual(expect.arrayContaining(rights))
})

test('a topic without articles says so, and shows what stands in the one it is under', async () => {
  const house = await openHouse()
  await house.given.publishedArticle({ title: 'Om panikk', topic: 'panikk' })
  const page = await house.visitor.get('/tema/selvmordstanker-og-selvskading')
  await expectValidHtml(page.text)
  expect(visibleText(own(page.text))).toContain('Ingen svar publisert her ennå')
  expect(page.text).not.toMatch(/ingen har spurt|den første/i)
  expect(titles(own(page.text))).toEqual([])
  expect(titles(page.text)).toEqual(['Om panikk'])
  expect(visibleText(page.text)).toContain('Les mer under Psykisk helse')
})

test('a main topic without articles leads to the topics that have some', async () => {
  const house = await openHouse()
  await house.given.publishedArticle({ topic: 'dognrytme', otherTopics: ['gjeld'] })
  const page = await house.visitor.get('/tema/vold')
  await expectValidHtml(page.text)
  const near = page.text.slice(page.text.indexOf('id="naer"'), page.text.indexOf('</main>'))
  expect([...near.matchAll(/href="(\/tema\/[^"]+)"/g)].map(([, href]) => href)).toEqual([
    '/tema/sovn',
    '/tema/okonomi',
  ])
})

test('a writer chooses several topics, each counts once, and one about health calls for a health professional', async () => {
  const house = await openHouse()
  const skribent = await house.signInAs('studentskribent')
  const { id } = await house.given.articleDraft({
    kind: 'studentartikkel',
    by: skribent.actor,
    topic: 'studier',
  })
  const desk = deskOf(house, id)
  const form = { ...filledIn, question: '', topic: '', topic2: 'studier', topic3: 'sovn', topic4: 'studier' }
  expect((await desk.send(skribent, '', form)).status).toBe(303)
  expect(await desk.article()).toMatchObject({ topic: 'studier', otherTopics: ['sovn'], isHealth: true })
  const editor = await skribent.get(`${desk.address}?rediger=ja`)
  await expectValidHtml(editor.text)
  expect(fieldsIn(editor.text)).toMatchObject({ topic: 'studier', topic2: 'sovn', topic3: '', topic4: '' })

  const clash = await skribent.post(desk.address, { ...form, version: '1', topic4: 'gjeld' })
  expect(clash.status).toBe(409)
  expect(fieldsIn(clash.text)).toMatchObject({ topic2: 'studier', topic3: 'sovn', topic4: 'gjeld' })

  const wrong = await desk.send(skribent, '', { ...form, topic3: 'finnes-ikke' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('href="#topic3"')

  await desk.send(skribent, '/kvalitetssikring', form)
  const radgiver = await house.signInAs('radgiver')
  expect((await desk.send(radgiver, '/godkjenning')).status).toBe(403)
  expect((await desk.send(await house.signInAs('lege'), '/godkjenning')).status).toBe(303)
})

test('help lines stand beside a text whose second topic is about life and death', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle({
    topic: 'studier',
    otherTopics: ['selvmordstanker-og-selvskading'],
    body: 'Selve svaret.',
  })
  const { text } = await house.visitor.get(`/artikler/${slug}`)
  expect(text.indexOf('class="help-lines"')).toBeGreaterThan(0)
  expect(text.indexOf('class="help-lines"')).toBeLessThan(text.indexOf('Selve svaret.'))
})

test('a new revision moves an article among the topics when it is published, and not before', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const article = await house.given.publishedArticle({
    by: lege.actor,
    title: 'Om søvn',
    topic: 'sovn',
    otherTopics: ['panikk'],
  })
  const desk = deskOf(house, article.id)
  await desk.send(lege, '/kvalitetssikring', { ...filledIn, topic2: 'gjeld' })
  expect([await titlesAt(house, 'panikk'), await titlesAt(house, 'gjeld')]).toEqual([['Om søvn'], []])
  await desk.send(await house.signInAs('psykolog'), '/godkjenning')
  expect((await desk.send(await house.signInAs('koordinator'), '/publisering')).status).toBe(303)
  expect([await titlesAt(house, 'panikk'), await titlesAt(house, 'gjeld')]).toEqual([[], [filledIn.title]])
})

test('whatever the topics and the articles, each stands once where it belongs, and is counted once', async () => {
  const house = await openHouse()
  const { db } = house.deps
  const articles: string[] = []
  for (let number = 0; number < 6; number += 1)
    articles.push((await house.given.publishedArticle({ kind: 'artikkel', title: `Tekst ${number}` })).id)
  const slugOf = (index: number) => `tema-${index}`
  const size = 7
  /** Each topic is under nothing, or under one before it. */
  const tree = fc.tuple(
    ...Array.from({ length: size }, (_, index) => fc.option(fc.nat(Math.max(0, index - 1)), { freq: 2 })),
  )
  const standing = fc.array(fc.uniqueArray(fc.nat(size - 1), { minLength: 1, maxLength: 4 }), {
    minLength: articles.length,
    maxLength: articles.length,
  })
  await fc.assert(
    fc.asyncProperty(tree, standing, async (drawn, chosen) => {
      const parents = drawn.map((parent, index) => (index === 0 ? null : parent))
      const topics = parents.map((parent, index) => ({
        slug: slugOf(index),
        name: `Tema ${index}`,
        description: 'Et tema.',
        parent: parent === null ? null : slugOf(parent),
        isHealth: false,
      }))
      await saveTopics(db, topics)
      for (const [index, id] of articles.entries())
        await savePublishedTopics(db, id, (chosen[index] ?? []).map(slugOf))
      house.wait({ minutes: 1 })

      const isUnder = (topic: number | null | undefined, above: number): boolean =>
        topic === above || (typeof topic === 'number' && isUnder(parents[topic], above))
      for (const [index, parent] of parents.entries()) {
        const there = articles.flatMap((_, number) =>
          chosen[number]?.some((topic) => isUnder(topic, index)) ? [`Tekst ${number}`] : [],
        )
        expect((await titlesAt(house, slugOf(index))).toSorted((a, b) => a.localeCompare(b))).toEqual(there)
        if (parent === null) expect(await countAt(house, slugOf(index))).toBe(there.length)
      }
    }),
    { numRuns: runs(60, 8) },
  )
})

test('of an answer that its asker takes back, no topic is left where readers found it', async () => {
  const house = await openHouse()
  const article = await house.given.publishedArticle({ topic: 'sovn', otherTopics: ['panikk', 'gjeld'] })
  const { db, now } = house.deps
  await withdrawQuestion(db, article.questionId ?? '', now())
  expect(await db('published_topics')).toEqual([])
  expect((await findArticle(db, article.id)).otherTopics).toEqual(['panikk', 'gjeld'])
})
