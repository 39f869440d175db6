import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
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

/** What the page has left behind in the browser. */
function stored(page: Page) {
  return page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')
}
