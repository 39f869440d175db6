import { expect, test } from 'vitest'
import { helpBeside, pathTo } from '../server/articles/published.ts'
import { allHelpLines } from '../server/help/store.ts'
import { allTopics } from '../server/topics/store.ts'
import { openHouse } from './house.ts'
import { expectValidHtml, titleOf, visibleText } from './html.ts'

test('a reader finds the question, the answer, who answered and when, and a next step', async () => {
  const house = await openHouse('2026-11-20T09:00:00.000Z')
  const by = await house.given.staff('psykolog', { name: 'Ingrid Prøve' })
  const { slug } = await house.given.publishedArticle({
    by,
    title: 'Hvorfor gråter jeg på søndager?',
    question: 'Jeg gråter hver søndag.\n\nEr det noe galt med meg?',
    body: 'Du er **ikke** den eneste.\n\n## Neste steg\n\nRing studenthelsetjenesten.',
    topic: 'sovnloshet',
    asked: { ageBand: '20_22' },
  })
  const page = await house.visitor.get(`/artikler/${slug}`)
  expect(page.status).toBe(200)
  await expectValidHtml(page.text)
  const text = visibleText(page.text)
  expect(titleOf(page.text)).toBe('Hvorfor gråter jeg på søndager? – Studenter spør')
  expect(page.text).toContain('Du er <strong>ikke</strong> den eneste.')
  expect(text).toContain('Er det noe galt med meg?')
  expect(text).toContain('Spurt av en student, 20–22 år')
  expect(text).toContain('Besvart av psykolog, Sit')
  expect(text).not.toContain('Ingrid Prøve')
  expect(text).toContain('Besvart 20. november 2026')
  expect(text).toContain('Faglig gjennomgått 20. november 2026')
  expect(page.text).toMatch(/<a [^>]*href="\/spor">Still ditt eget spørsmål/)
  for (const href of ['/tema', '/tema/sovn', '/tema/sovnloshet'])
    expect(page.text).toContain(`href="${href}"`)
})

test('the name of the answerer stands there only when she wants it', async () => {
  const house = await openHouse()
  const by = await house.given.staff('lege', { name: 'Kari Fastlege' })
  const { slug } = await house.given.publishedArticle({ by, showName: true })
  expect(visibleText((await house.visitor.get(`/artikler/${slug}`)).text)).toMatch(
    /Besvart av Kari Fastlege, lege, Sit/,
  )
})

test('the age of an asker who did not give it is nowhere', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  expect((await house.visitor.get(`/artikler/${slug}`)).text).not.toContain('Spurt av en student')
})

test('a studentartikkel is marked as such wherever it stands', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle({
    kind: 'studentartikkel',
    title: 'Jeg byttet studium',
  })
  for (const path of [
    `/artikler/${slug}`,
    '/artikler',
    '/',
    '/artikler?type=studentartikkel',
    '/tema/sovn',
  ]) {
    const { text } = await house.visitor.get(path)
    expect(text, path).toContain('Jeg byttet studium')
    expect(text, path).toContain('<span class="kind kind-studentartikkel">Studentartikkel</span>')
  }
  expect((await house.visitor.get(`/artikler/${slug}`)).text).not.toContain('>Spørsmålet<')
})

test('headings that jump a level in the text do not on the page', async () => {
  const house = await openHouse()
  const body = '### Først\n\n# Så\n\n#### Til slutt *nå*\n\n## Neste steg'
  const { slug } = await house.given.publishedArticle({ kind: 'artikkel', body })
  const page = await house.visitor.get(`/artikler/${slug}`)
  await expectValidHtml(page.text)
  expect(page.text).toContain(
    '<h2 id="avsnitt-forst">Først</h2>\n<h2 id="avsnitt-sa">Så</h2>\n' +
      '<h3 id="avsnitt-til-slutt-na">Til slutt <em>nå</em></h3>\n<h2 id="avsnitt-neste-steg">Neste steg</h2>',
  )
})

test('texts on suicide have the help lines before the text, and 113 first', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle({
    topic: 'selvmordstanker-og-selvskading',
    body: 'Selve svaret.',
  })
  const page = await house.visitor.get(`/artikler/${slug}`)
  await expectValidHtml(page.text)
  const help = page.text.indexOf('class="help-lines"')
  expect(help).toBeGreaterThan(0)
  expect(help).toBeLessThan(page.text.indexOf('Selve svaret.'))
  const numbers = [...page.text.slice(help).matchAll(/href="tel:(\d+)"/g)].map((match) => match[1])
  expect(numbers.slice(0, 3)).toEqual(['113', '116117', '116123'])
})

test('help lines stand beside what is heavy, by topic, and not beside everything', async () => {
  const house = await openHouse()
  const topics = await allTopics(house.deps.db)
  const lines = await allHelpLines(house.deps.db)
  const beside = (slug: string) => helpBeside(pathTo(topics, slug), lines)
  expect(beside('prevensjon')).toBeUndefined()
  expect(beside('eksamensangst')).toBeUndefined()
  expect(beside('selvmordstanker-og-selvskading')?.isAcute).toBe(true)
  expect(beside('overgrep')?.lines.map((line) => line.slug)).toContain('vold-og-overgrepslinjen')
  expect(beside('alkohol')?.lines.map((line) => line.slug)).toEqual(['rusinfo'])
  for (const { slug, parent } of topics.filter((topic) =>
    ['psykisk-helse', 'vold', 'rus'].includes(topic.parent ?? topic.slug),
  )) {
    expect(beside(slug)?.lines.length, `${parent}/${slug}`).toBeGreaterThan(0)
  }
})

test('an article leads to others in its topic, then to others around it, never to itself', async () => {
  const house = await openHouse()
  await house.given.publishedArticle({ title: 'Langt unna', topic: 'gjeld' })
  await house.given.publishedArticle({ title: 'Samme tema', topic: 'dognrytme' })
  await house.given.publishedArticle({ title: 'I nærheten', topic: 'sovn' })
  const { slug } = await house.given.publishedArticle({ title: 'Selve teksten', topic: 'dognrytme' })
  const { text } = await house.visitor.get(`/artikler/${slug}`)
  const related = text.slice(text.indexOf('id="mer"'))
  expect([...related.matchAll(/article-card-title"><a [^>]*>([^<]*)</g)].map((match) => match[1])).toEqual([
    'Samme tema',
    'I nærheten',
  ])
})

test('an article in another language says so, wherever its words stand', async () => {
  const house = await openHouse()
  const asked = { language: 'nn' as const }
  const { slug } = await house.given.publishedArticle({ asked, title: 'Korleis får eg sove?' })
  const page = (await house.visitor.get(`/artikler/${slug}`)).text
  expect(page).toContain('<html lang="nb"')
  expect(page).toContain('<h1 dir="auto" lang="nn">Korleis får eg sove?</h1>')
  expect(page).toContain('<div class="article-body" dir="auto" lang="nn">')
  expect(page).toMatch(/<blockquote class="question-text" lang="nn">/)
  for (const list of ['/', '/artikler']) {
    const { text } = await house.visitor.get(list)
    expect(text, list).toMatch(/<a href="[^"]+" dir="auto" lang="nn">Korleis får eg sove\?/)
    await expectValidHtml(text)
  }
  expect((await house.visitor.get('/feed.json')).text).toContain('<div lang=\\"nn\\">')
})
