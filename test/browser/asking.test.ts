import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openHouse } from '../house.ts'
import { fillIn, goOn, goOnFromText } from './askForm.ts'
import { expectAccessible, visit } from './browser.ts'

const telling = 'Hei! Du kan ringe meg på 913 45 678. Jeg får ikke sove om natta før eksamen.'

test('as she types she sees what may tell who she is, and nobody else does', async () => {
  const house = await openHouse()
  const { page, violations } = await visit()
  await page.goto(`${house.url}/spor`)
  const requests: string[] = []
  // The browser fetches the icon when it pleases.
  page.on('request', (request) => /mark\.\w+\.svg$/.test(request.url()) || requests.push(request.url()))
  await page.fill('#question', telling)
  await page.waitForSelector('[data-findings]:not([hidden]) mark')
  expect(await page.textContent('[data-findings] mark')).toBe('913 45 678')
  await expectAccessible(page)
  await page.fill('#question', 'Jeg får ikke sove om natta før eksamen.')
  await page.waitForSelector('[data-findings]', { state: 'hidden' })
  expect(requests).toEqual([])
  expect(await stored(page)).toEqual([0, 0, ''])
  expect(violations).toEqual([])
})

test('when she writes of danger, help stands beside her text before she has sent anything, and nothing about names', async () => {
  const house = await openHouse()
  const { page, violations } = await visit({ viewport: { width: 390, height: 800 }, colorScheme: 'dark' })
  await page.goto(`${house.url}/spor`)
  expect(await page.isVisible('[data-danger]')).toBe(false)
  await page.fill('#question', telling)
  await page.waitForSelector('[data-findings]:not([hidden])')
  await page.fill('#question', `${telling} Jeg orker ikke mer og har tenkt å ta livet mitt.`)
  await page.waitForSelector('[data-findings]', { state: 'hidden' })
  expect(await page.isVisible('[data-danger] a[href="tel:113"]')).toBe(true)
  await expectAccessible(page)
  await page.fill('#question', telling)
  await page.waitForSelector('[data-danger]:not([hidden]) + [data-findings]:not([hidden])')
  expect(violations).toEqual([])
})

test('without JavaScript she is shown the same before it is sent, and can send it anyway', async () => {
  const house = await openHouse()
  const { page, violations } = await visit({
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
  })
  await page.goto(`${house.url}/spor`)
  expect(await page.locator('main form').innerText()).toContain('lest etter de andre')
  await page.fill('#question', telling)
  await page.selectOption('#topic', 'sovn')
  await page.check('#publish-2')
  await page.click('main button[type=submit]')
  expect(await page.textContent('mark')).toBe('913\u00a045\u00a0678')
  await page.click('button[name=send]')
  const code = (await page.textContent('.receipt-groups')) ?? ''
  expect(code).toMatch(/^(\w{4}-){4}\w{4}$/)
  await page.goto(`${house.url}/kvittering`)
  await page.fill('#code', code)
  await page.click('main button[type=submit]')
  await page.click('summary')
  expect((await page.textContent('main'))?.replaceAll('\u00a0', ' ')).toContain(telling)
  expect(page.url()).toBe(`${house.url}/kvittering`)
  expect(violations).toEqual([])
})

test('from the check she comes back to the form with all of it, and what she chose is found as she types', async () => {
  const house = await openHouse()
  const { page, violations } = await visit({ viewport: { width: 360, height: 800 } })
  await page.goto(`${house.url}/spor`)
  await page.fill('#question', 'Jeg er 23 år og studerer sosionom. Jeg får ikke sove om natta.')
  await goOn(page)
  await page.selectOption('#place', 'sit/ntnu-gjovik')
  await page.check('#publish-2')
  await goOn(page)
  await page.waitForSelector('[data-step]:not([hidden]) [data-findings]:not([hidden]) li:nth-child(3)')
  expect(await page.locator('[data-findings] li:nth-child(3)').last().innerText()).toContain('NTNU Gjøvik')
  await page.click('main form button[type=submit]')
  await page.waitForSelector('.marked-text')
  await page.selectOption('#place', '')
  await page.fill('#title', 'Søvn')
  await page.click('button[value=tilbake]')
  await page.waitForSelector('#topic', { state: 'attached' })
  const kept = await page.inputValue('#question')
  expect([kept.slice(0, 14), await page.inputValue('#title'), await page.inputValue('#place')]).toEqual([
    'Jeg er 23 år o',
    'Søvn',
    '',
  ])
  expect(await page.isChecked('#publish-2')).toBe(true)
  expect(violations).toEqual([])
})

test('while the proof is made the page says so, sends once, and nothing moves for who prefers none', async () => {
  const house = await openHouse()
  const { page, violations } = await visit({ reducedMotion: 'reduce' })
  // A phone so slow that it is not done before we say so.
  await page.addInitScript(`
    const derive = crypto.subtle.deriveBits.bind(crypto.subtle)
    const isDone = new Promise((resolve) => { window.finish = resolve })
    crypto.subtle.deriveBits = (...given) => isDone.then(() => derive(...given))`)
  await page.goto(`${house.url}/spor`)
  let sent = 0
  page.on('request', (request) => (sent += request.method() === 'POST' ? 1 : 0))
  await fillIn(page, 'Jeg får ikke sove om natta før eksamen.')
  const button = page.locator('main form button[type=submit]')
  const width = (await button.boundingBox())?.width
  for (let clicks = 0; clicks < 3; clicks++) await button.click()
  await page.getByRole('status').filter({ hasText: 'Sender …' }).waitFor()
  expect(await button.getAttribute('aria-busy')).toBe('true')
  expect((await button.boundingBox())?.width).toBe(width)
  const motion = `getComputedStyle(document.querySelector('.sending'), '::before').animationName`
  expect(await page.evaluate(motion)).toBe('none')
  await expectAccessible(page)
  expect(sent).toBe(0)
  await page.evaluate('window.finish()')
  await page.waitForSelector('.receipt-groups')
  expect(sent).toBe(1)
  expect(violations).toEqual([])
})

test('who stops it and writes on can send again', async () => {
  const house = await openHouse()
  const { page } = await visit()
  await page.goto(`${house.url}/spor`)
  await page.route('**/spor', (route) => route.fulfill({ status: 204 }), { times: 1 })
  await fillIn(page, 'Jeg får ikke sove om natta før eksamen.')
  const button = page.locator('main form button[type=submit]')
  await button.click({ noWaitAfter: true })
  await page.getByRole('status').filter({ hasText: 'Sender …' }).waitFor()
  await page.waitForSelector('[name=proof]:not([value=""])', { state: 'attached' })
  await page.goBack()
  await page.fill('#title', 'Søvn')
  await goOn(page)
  expect(await button.getAttribute('aria-busy')).toBeNull()
  expect(await page.isVisible('.sending:not(:empty)')).toBe(false)
  await button.click()
  await page.waitForSelector('.receipt-groups')
})

test('on paper stands the code, and nothing that tells what it is for', async () => {
  const house = await openHouse()
  const { page } = await visit()
  await page.goto(`${house.url}/spor`)
  await fillIn(page, 'Jeg får ikke sove om natta før eksamen.')
  await page.click('main form button[type=submit]')
  const code = (await page.textContent('.receipt-groups')) ?? ''
  expect(await page.isVisible('.on-paper')).toBe(false)
  await page.emulateMedia({ media: 'print' })
  const paper = await page.locator('body').innerText()
  expect(paper.split('\n').filter((line) => line !== '')).toEqual([code, 'Ta vare på denne koden.'])
  expect(await page.locator('svg:visible, img:visible').count()).toBe(0)
  await page.goto(`${house.url}/hjelp-na`)
  expect(await page.locator('body').innerText()).toContain('Studenter')
})

/** What the page has left behind in the browser. */
function stored(page: Page) {
  return page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')
}

const bookLong = 'Jeg får ikke sove. '.repeat(5000)

test('a text as long as a book is not sent: it stays on the page, and she is told why', async () => {
  const house = await openHouse()
  const { page, violations } = await visit()
  await page.goto(`${house.url}/spor`)
  await page.fill('#question', bookLong)
  await goOn(page)
  expect(await page.textContent('#question-error')).toContain('Alt står her ennå')
  expect(await page.textContent('[data-counts=question]')).toBe('90\u00a0999 tegn for mye.')
  expect(page.url()).toBe(`${house.url}/spor`)
  expect(await page.inputValue('#question')).toBe(bookLong)
  expect(await page.locator('#question').evaluate((field) => field.matches(':focus'))).toBe(true)

  await page.fill('#question', 'Jeg får ikke sove om natta før eksamen.')
  expect(await page.locator('#question-error').count()).toBe(0)
  await goOnFromText(page)
  await page.click('main button[type=submit]')
  await page.waitForSelector('.receipt-groups')
  expect(violations).toEqual([])
})

test('on the page where she looks over what was found, a text as long as a book is not sent either', async () => {
  const house = await openHouse()
  const { page, violations } = await visit()
  await page.goto(`${house.url}/spor`)
  await fillIn(page, telling)
  await page.click('main button[type=submit]')
  await page.waitForSelector('.marked-text')
  await page.fill('#question', bookLong)
  await page.click('main button[type=submit]')
  const told = () =>
    page.locator('#question').evaluate((field: { validationMessage?: string }) => field.validationMessage)
  expect(await told()).toContain('Alt står her ennå')
  expect(await page.inputValue('#question')).toBe(bookLong)
  await page.fill('#question', 'Jeg får ikke sove om natta før eksamen.')
  expect(await told()).toBe('')
  await page.click('main button[type=submit]')
  await page.waitForSelector('.receipt-groups')
  expect(violations).toEqual([])
})

test('without JavaScript she is told what to do with a text as long as a book', async () => {
  const house = await openHouse()
  const { page, violations } = await visit({ javaScriptEnabled: false })
  await page.goto(`${house.url}/spor`)
  await page.fill('#question', bookLong)
  await page.click('main button[type=submit]')
  expect(await page.locator('main').innerText()).toContain('Det er plass til 4000 tegn')
  await page.goBack()
  // The browser has not kept it, since the page may not be kept: she is told of that, too.
  expect(await page.inputValue('#question')).toBe('')
  expect(violations).toEqual([])
})

test('a reminder is saved without a word to anybody, under a name that tells nothing', async () => {
  const house = await openHouse()
  const { page, violations } = await visit()
  await page.goto(`${house.url}/spor`)
  await fillIn(page, 'Jeg får ikke sove om natta før eksamen.')
  await page.click('main form button[type=submit]')
  await page.waitForSelector('.receipt-groups')
  const requests: string[] = []
  page.on(
    'request',
    (request) => /^data:|mark\.\w+\.svg$/.test(request.url()) || requests.push(request.url()),
  )
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[download]')])
  expect(download.suggestedFilename()).toBe('paaminnelse.ics')
  expect(requests).toEqual([])
  expect(page.url()).toBe(`${house.url}/spor`)
  expect(violations).toEqual([])
})

test.each([
  ['a megabyte', 'Jeg får ikke sove. '.repeat(60_000), false],
  ['half signs', `${'\ud83d'.repeat(2000)} Jeg får ikke sove.`, true],
  ['a storm of marks', `Jeg får ikke sove ${'e\u0301\u0302\u0303\u0304'.repeat(780)}`, true],
])('%s pasted: the page goes on, keeps it, and says how much room there is', async (_, pasted, hasRoom) => {
  const house = await openHouse()
  const { page, violations } = await visit()
  await page.goto(`${house.url}/spor`)
  const text = `${pasted} Jeg har tenkt å ta livet mitt.`
  await page.locator('#question').evaluate((field, value) => {
    Object.assign(field, { value })
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }, text)
  await page.locator('.help-bar').waitFor()
  expect(await page.textContent('[data-counts=question]')).toContain(hasRoom ? 'igjen' : 'for mye')
  await goOn(page)
  expect(await page.isVisible('#question-error')).toBe(!hasRoom)
  const kept = await page.evaluate('document.querySelector("#question").value.length')
  expect(kept).toBe(text.length)
  expect(violations).toEqual([])
})
