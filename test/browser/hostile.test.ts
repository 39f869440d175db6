import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { publicDetailsIn } from '../../server/articles/publicDetails.ts'
import { returnArticle } from '../../server/articles/reviewStore.ts'
import { markdownHtml } from '../../server/lib/markdown.ts'
import { requestDetails } from '../../server/queue/store.ts'
import { addTopic } from '../../server/topics/store.ts'
import { openHouse, type House } from '../house.ts'
import { xssVectors } from '../xssVectors.ts'
import { visit } from './browser.ts'
import { leaveEditor, sitDown } from './furnished.ts'

/** A malicious answerer, asker or passer-by (trust.md): what they write is only ever shown. */
const vectors = [...new Set(xssVectors)]
const groups = chunks(vectors, 30)

test('no hostile text runs, leaves or dresses up as ours, on any page that shows it', async () => {
  const house = await openHouse()
  const { page, violations } = await visit({ viewport: { width: 1280, height: 900 } })
  const places = new Set<string>()
  const found: string[] = []
  const look = async (place: string, address?: string) => {
    if (address !== undefined) await page.goto(house.url + address)
    if (!/alert|example\.no/.test(await page.content())) found.push(`${place}: shows none of it`)
    found.push(...(await page.evaluate<string[]>(foreign)).map((what) => `${place}: ${what}`))
    places.add(place)
  }
  const staff = await hostileStaff(house)
  for (const group of groups) {
    const told = await tell(house, group.join('\n\n'), staff)
    await page.context().clearCookies()
    await look('article', `/artikler/${told.slug}`)
    await look('topic', `/tema/${told.topic}`)
    await showCode(page, house.url, told.code)
    await look('receipt')
    await sitDown(house, page, staff.koordinator)
    await look('question at the desk', `/redaksjon/sporsmal/${told.question}`)
    await look('published article at the desk', `/redaksjon/artikler/${told.published}`)
    await look('editor with a returned draft', `/redaksjon/artikler/${told.returned}?rediger=ja`)
    // The form is stricter than the store: it refuses long titles and control characters.
    await page.fill('#title', 'Tittel')
    await page.fill('#summary', 'Ingress')
    for (const field of ['#question', '#body']) await page.fill(field, printable(group.join('\n\n')))
    await page.locator('button[formaction*=forhandsvisning]').click()
    await page.locator('#forhandsvisning').waitFor()
    await look('preview')
    await leaveEditor(page)
  }
  for (const address of ['/', '/artikler', '/tema', '/arkiv/2026/11', '/spor']) await look(address, address)
  for (const address of ['', '/mottak', '/sporsmal', '/artikler?vis=alle', '/vakt', '/konto']) {
    await look(`desk${address}`, `/redaksjon${address}`)
  }
  await sitDown(house, page, staff.administrator)
  for (const address of ['/kontoer', '/temaer', '/logg'])
    await look(`admin${address}`, `/redaksjon/admin${address}`)
  expect(found).toEqual([])
  expect(violations).toEqual([])
  console.log(
    `${vectors.length} vectors × ${places.size} places: 0 dialogs, 0 CSP violations, 0 requests out`,
  )
}, 600_000)

test('no hostile address does any harm', async () => {
  const house = await openHouse()
  const { page, violations } = await visit()
  const koordinator = await house.given.staff(null)
  const found: string[] = []
  const addresses = [
    (text: string) => `/artikler?type=${text}&side=${text}`,
    (text: string) => `/artikler/${text}`,
    (text: string) => `/kvittering?code=${text}`,
    (text: string) => `/redaksjon/inn?til=${text}`,
    (text: string) => `/redaksjon/bekreft?til=${text}`,
    (text: string) => `/redaksjon/sporsmal?status=${text}&tema=${text}&hos=${text}`,
    (text: string) => `/redaksjon/artikler?vis=${text}&gjort=${text}`,
    (text: string) => `/redaksjon?gjort=${text}#${text}`,
  ]
  await sitDown(house, page, koordinator)
  for (const group of chunks(vectors, 60)) {
    for (const address of addresses) {
      const text = encodeURIComponent(wellFormed(group.join(' ')).slice(0, 1500))
      await page.goto(house.url + address(text))
      found.push(...(await page.evaluate<string[]>(foreign)))
    }
  }
  expect(found).toEqual([])
  expect(violations).toEqual([])
  console.log(`${vectors.length} vectors × ${addresses.length} addresses: nothing runs`)
}, 600_000)

test('each answer by itself is harmless, even where our policy is not there to help', async () => {
  const { page, violations } = await visit()
  const sections = vectors.map((vector) => `<section>${markdownHtml(vector)}</section>`)
  await page.setContent(`<main>${sections.join('\n')}</main>`)
  await page.waitForTimeout(200)
  expect(await page.locator('main > section').count()).toBe(vectors.length)
  expect(await page.evaluate<string[]>(foreign)).toEqual([])
  expect(violations).toEqual([])
  console.log(`${vectors.length} answers one by one, without a policy: 0 dialogs, 0 requests out`)
})

test('the test would see a vector that came through', async () => {
  const { page, violations } = await visit()
  await page.setContent(
    '<main><a href=" javascript:alert(1)">x</a><b onclick="alert(1)">x</b><img src=x onerror=alert(1)></main>',
  )
  await expect.poll(() => violations).toContain('dialog: 1')
  expect(await page.evaluate<string[]>(foreign)).toHaveLength(4)
})

test('what comes in through a hole still does not run: the browser holds to our policy', async () => {
  const house = await openHouse()
  const { page, violations } = await visit()
  const hole =
    '<script>window.ran = "script"</script><img src="data:," onerror="window.ran = 1"><a id=hole href="javascript:window.ran=2">x</a>' +
    '<base href="https://example.no/"><img src="https://example.no/x.png"><style>body { display: none }</style></body>'
  await page.route(house.url, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace('</body>', hole) })
  })
  const out: string[] = []
  page.on('requestfinished', (request) => request.url().includes('example.no') && out.push(request.url()))
  await page.goto(house.url)
  await page.evaluate('document.querySelector("#hole").click()')
  await page.evaluate('fetch("https://example.no/").catch(() => {})')
  const refused = () => violations.filter((one) => one.includes('Content Security Policy'))
  await expect.poll(() => refused().length).toBeGreaterThanOrEqual(6)
  expect(
    await page.evaluate('[window.ran, document.baseURI, getComputedStyle(document.body).display !== "none"]'),
  ).toEqual([undefined, `${house.url}/`, true])
  expect(out).toEqual([])
  console.log(`a page with a hole: ${refused().length} refusals by the browser`)
})

test('no script can make markup of a text, and no form can be sent elsewhere', async () => {
  const house = await openHouse()
  const { page } = await visit()
  await page.goto(`${house.url}/spor`)
  const attempts = [
    'document.body.innerHTML = "<b>x</b>"',
    'document.body.insertAdjacentHTML("beforeend", "<b>x</b>")',
    'document.write("<b>x</b>")',
    'document.createElement("iframe").srcdoc = "<b>x</b>"',
    'document.createElement("script").text = "1"',
    'setTimeout("1")',
    'new DOMParser().parseFromString("<b>x</b>", "text/html")',
  ]
  for (const attempt of attempts) {
    const outcome = `(() => { try { ${attempt}; return 'done' } catch (error) { return error.name } })()`
    expect([attempt, await page.evaluate(outcome)]).toEqual([attempt, 'TypeError'])
  }
  await page.evaluate(`(() => {
    const form = document.querySelector('main form')
    form.action = 'https://example.no/'
    form.submit()
  })()`)
  await page.waitForTimeout(300)
  expect(page.url()).toBe(`${house.url}/spor`)
})

test('no other page can frame ours, nor hold on to its window', async () => {
  const house = await openHouse()
  const { page } = await visit()
  const other = 'http://127.0.0.1:9/'
  const body = `<iframe src="${house.url}/spor"></iframe><a href="${house.url}/spor" target="_blank" rel="opener">x</a>`
  await page.route(other, (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto(other)
  await expect.poll(() => page.frames().at(-1)?.url()).toMatch(/^chrome-error:/)
  const [opened] = await Promise.all([page.waitForEvent('popup'), page.click('a')])
  await opened.waitForLoadState()
  expect(await opened.evaluate('window.opener')).toBeNull()
})

type Staff = Awaited<ReturnType<typeof hostileStaff>>

/** Their names are vectors too. */
async function hostileStaff({ given }: House) {
  const [one = '', ...others] = groups.map((group) => group.join(' '))
  return {
    koordinator: await given.staff(null, { name: one }),
    administrator: await given.staff(null, { name: one, roles: ['administrator'], samskipnad: null }),
    reviewer: await given.staff('psykolog', { name: one }),
    writers: await Promise.all(groups.map((_, index) => given.staff('lege', { name: others[index] ?? one }))),
  }
}

/** Everything that people may write, filled with this text. */
async function tell({ deps, given }: House, text: string, { koordinator, reviewer, writers }: Staff) {
  const { db, vault, now, newId } = deps
  const by = writers.pop() ?? koordinator
  const line = text.replaceAll(/\s+/g, ' ')
  const topic = newId()
  const doing = { by: koordinator.id, now: now() }
  await addTopic(db, { slug: topic, name: line, description: line, parent: null, isHealth: true }, doing)
  const texts = {
    title: line,
    summary: line,
    question: `Noen spør: ${text}`,
    body: text,
  }
  const asked = { title: line, body: text, ageBand: null }
  const details = publicDetailsIn(texts, { text: `${line}\n\n${text}`, ageBand: null })
  const chosen = {
    topic,
    by,
    showName: true,
    kept: details.map(({ key }) => key),
    asked,
    ownWordsReason: 'Dette er en prøve.',
  }
  const published = await given.publishedArticle({ ...texts, ...chosen })
  const review = await given.articleInReview({ ...texts, ...chosen })
  const act = { by: reviewer, now: now(), reviewId: newId() }
  const returned = await returnArticle(db, vault, { ...review, ...act, remark: text })
  const question = await given.receivedQuestion({ title: line, body: text, topic })
  const step = { id: question.id, version: question.version, by: koordinator, now: now() }
  await requestDetails(db, vault, step, { id: newId(), text })
  return {
    topic,
    slug: published.slug,
    published: published.id,
    returned: returned.id,
    question: question.id,
    code: question.code,
  }
}

async function showCode(page: Page, url: string, code: string) {
  await page.goto(`${url}/kvittering`)
  await page.fill('#code', code)
  await page.click('main form button')
  await page.locator('summary').first().waitFor()
}

/** Whatever on the page could run, load or send, and is not ours. */
const foreign = `[
  ...[...document.querySelectorAll('*')].flatMap((element) => [
    ...[...element.attributes].filter(({ name }) => name.startsWith('on') || name === 'style' || name === 'srcdoc'),
    ...[...element.attributes].filter(({ name, value }) =>
      /^(href|src|action|formaction|data|poster|cite|background|ping|.*:href)$/.test(name) &&
      !/^(https:|tel:|sms:|mailto:|\\/(?!\\/)|[#?]|http:\\/\\/127[.]|$)/.test(value)),
  ].map(({ name, value }) => element.localName + ' ' + name + '=' + value)),
  ...[...document.scripts].filter(({ src }) => !src.startsWith(location.origin + '/assets/')).map((one) => one.outerHTML),
  ...[...document.querySelectorAll('iframe, object, embed, base, meta[http-equiv], style, template, frame, portal')].map((one) => one.outerHTML),
  ...[...document.querySelectorAll('main .article-body :is(input, button, form, select, textarea, img, svg, math, [id]:not(:is(h2, h3, h4):is([id^=avsnitt-], [id^=svar-])), [class])')].map((one) => one.outerHTML),
  ...[...document.forms].filter(({ action }) => !action.startsWith(location.origin)).map((one) => one.outerHTML),
]`

function printable(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, '')
}

/** Half a character cannot stand in an address. */
function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDFFF]/g, '')
}

function chunks<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )
}
