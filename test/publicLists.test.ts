import { expect, test } from 'vitest'
import { openHouse } from './house.ts'
import { expectValidHtml, titleOf, visibleText } from './html.ts'

function numbersIn(text: string): number[] {
  return [...text.matchAll(/>Tekst nummer (\d+)</g)].map((match) => Number(match[1]))
}

test('all articles stand newest first, twenty a page, and every one is on exactly one page', async () => {
  const house = await openHouse()
  for (let number = 1; number <= 23; number += 1) {
    house.wait({ minutes: 1 })
    await house.given.publishedArticle({ title: `Tekst nummer ${number}` })
  }
  const first = await house.visitor.get('/artikler')
  const second = await house.visitor.get('/artikler?side=2')
  expect(numbersIn(first.text)).toEqual(Array.from({ length: 20 }, (_, index) => 23 - index))
  expect(numbersIn(second.text)).toEqual([3, 2, 1])
  expect(titleOf(second.text)).not.toBe(titleOf(first.text))
  expect(first.text).toContain('href="/artikler?side=2"')
  await expectValidHtml(second.text)
  expect((await house.visitor.get('/artikler?side=3')).status).toBe(404)
})

test('a topic shows its own articles and those of its subtopics; a subtopic only its own', async () => {
  const house = await openHouse()
  await house.given.publishedArticle({ title: 'Om søvnløshet', topic: 'sovnloshet' })
  await house.given.publishedArticle({ title: 'Om å sove', topic: 'sovn' })
  const topic = await house.visitor.get('/tema/sovn')
  const subtopic = await house.visitor.get('/tema/sovnloshet')
  const empty = await house.visitor.get('/tema/spill')
  for (const page of [topic, subtopic, empty, await house.visitor.get('/tema')])
    await expectValidHtml(page.text)
  expect(topic.text).toContain('Om søvnløshet')
  expect(topic.text).toContain('Om å sove')
  expect(subtopic.text).toContain('Om søvnløshet')
  expect(subtopic.text).not.toContain('Om å sove')
  expect(empty.text).toContain('Ingen svar publisert her ennå')
  expect((await house.visitor.get('/tema/finnes-ikke')).status).toBe(404)
})

test('the archive has one page a month, by the calendar in Oslo', async () => {
  const house = await openHouse('2022-11-30T22:59:00.000Z')
  await house.given.publishedArticle({ title: 'Sist i november' })
  house.wait({ minutes: 2 })
  await house.given.publishedArticle({ title: 'Først i desember' })
  const november = await house.visitor.get('/arkiv/2022/11')
  const december = await house.visitor.get('/arkiv/2022/12')
  const index = await house.visitor.get('/arkiv')
  for (const page of [november, december, index]) await expectValidHtml(page.text)
  expect(november.text).toContain('Sist i november')
  expect(november.text).not.toContain('Først i desember')
  expect(december.text).toContain('Først i desember')
  expect(visibleText(december.text)).toContain('Publisert i desember 2022')
  expect(index.text).toContain('href="/arkiv/2022/12"')
  expect((await house.visitor.get('/arkiv/2021/12')).status).toBe(404)
})

test('the front page, the lists and the topics are whole with nothing published', async () => {
  const house = await openHouse()
  for (const path of [
    '/',
    '/artikler',
    '/artikler?type=svar',
    '/tema',
    '/tema/sovn',
    '/arkiv',
    '/mest-lest',
  ]) {
    const page = await house.visitor.get(path)
    expect(page.status, path).toBe(200)
    await expectValidHtml(page.text)
  }
})
