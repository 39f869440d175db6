import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { receiptCodeFor } from '../../server/questions/receiptCode.ts'
import { openHouse } from '../house.ts'
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

test('when she writes of danger, help stands beside her text before she has sent anything', async () => {
  const house = await openHouse()
  const { page, violations } = await visit({ viewport: { width: 390, height: 800 }, colorScheme: 'dark' })
  await page.goto(`${house.url}/spor`)
  expect(await page.isVisible('[data-danger]')).toBe(false)
  await page.fill('#question', 'Jeg orker ikke mer og har tenkt å ta livet mitt.')
  await page.waitForSelector('[data-danger]:not([hidden])')
  expect(await page.isVisible('[data-danger] a[href="tel:113"]')).toBe(true)
  await expectAccessible(page)
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
  expect(await page.textContent('mark')).toBe('913 45 678')
  await page.click('button[name=send]')
  const code = (await page.textContent('.receipt-groups')) ?? ''
  expect(code).toMatch(/^(\w{4}-){4}\w{4}$/)
  await page.goto(`${house.url}/kvittering`)
  await page.fill('#code', code)
  await page.click('main button[type=submit]')
  await page.click('summary')
  expect(await page.textContent('main')).toContain(telling)
  expect(page.url()).toBe(`${house.url}/kvittering`)
  expect(violations).toEqual([])
})

test.each(['light', 'dark'] as const)(
  'the form and its answers can be used by everyone, in %s',
  async (colorScheme) => {
    const house = await openHouse()
    const { page, violations } = await visit({ colorScheme, viewport: { width: 320, height: 640 } })
    await page.goto(`${house.url}/spor`)
    await page.click('main form button')
    await page.locator('[data-error-summary]').waitFor()
    await page.waitForLoadState()
    expect(await page.evaluate('document.activeElement?.className')).toContain('ds-error-summary')
    await expectAccessible(page)
    await page.fill('#question', telling)
    await page.check('#publish')
    await page.click('main form button')
    await page.locator('button[name=send]').waitFor()
    await expectAccessible(page)
    await page.click('button[name=send]')
    await page.locator('[data-copy]').waitFor({ state: 'attached' })
    await expectAccessible(page)
    expect(violations).toEqual([])
  },
)

test.each(['light', 'dark'] as const)(
  'everything behind a code can be used by everyone, in %s',
  async (colorScheme) => {
    const house = await openHouse()
    const { code } = await house.given.receivedQuestion()
    const { page, violations } = await visit({ colorScheme, viewport: { width: 320, height: 640 } })
    await openReceipt(page, house.url, 'feil kode')
    await expectAccessible(page)
    await openReceipt(page, house.url, code)
    await expectAccessible(page)
    for (const action of ['tilbaketrekking', 'sletting']) {
      await page.click(`form[action="/kvittering/${action}"] button`)
      await expectAccessible(page)
      await page.click('main form button')
    }
    await expectAccessible(page)
    expect(violations).toEqual([])
  },
)

test('the pages of help and prose can be read by everyone', async () => {
  const house = await openHouse()
  const { page, violations } = await visit({ viewport: { width: 320, height: 640 } })
  for (const address of ['/hjelp-na', '/om', '/personvern', '/tilgjengelighet']) {
    await page.goto(house.url + address)
    await expectAccessible(page)
  }
  expect(violations).toEqual([])
})

test('a private answer with a follow-up form can be read by everyone', async () => {
  const house = await openHouse()
  const { questionId } = await house.given.publishedArticle({ isPrivate: true })
  const { page, violations } = await visit({ viewport: { width: 320, height: 640 } })
  await openReceipt(page, house.url, receiptCodeFor(house.deps.vault, questionId ?? ''))
  await expectAccessible(page)
  await page.fill('#followUp', telling)
  await page.click('form[action="/kvittering/oppfolging"] button')
  await expectAccessible(page)
  await page.click('button[name=send]')
  await expectAccessible(page)
  expect(await page.textContent('main')).toContain('Tidligere spørsmål og svar')
  expect(violations).toEqual([])
})

async function openReceipt(page: Page, url: string, code: string) {
  await page.goto(`${url}/kvittering`)
  await page.fill('#code', code)
  await page.click('main form button')
}

/** What the page has left behind in the browser. */
function stored(page: Page) {
  return page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')
}
