import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { nb } from '../../server/i18n/nb.ts'
import { openHouse } from '../house.ts'
import { detailsAsked } from '../receipts.ts'
import { fillIn, goOn } from './askForm.ts'
import { expectAccessible, expectFitsWhenLarge, shoot, visit } from './browser.ts'

const text = 'Jeg får ikke sove om natta før eksamen.'
const { steps, errors } = nb.ask

const phone = { viewport: { width: 360, height: 740 } }

test('she asks in three short steps, each for everyone, light and dark, with large letters', async () => {
  const house = await openHouse()
  const { page, violations } = await visit(phone)
  await page.goto(`${house.url}/spor`)
  const look = async (step: string) => {
    expect(await page.textContent('[data-progress]')).toBe(`Steg ${step} av 3`)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expectAccessible(page)
      await shoot(page, `step-${step}-${colorScheme}`)
    }
    await expectFitsWhenLarge(page, 320)
  }
  await look('1')
  await page.fill('#question', text)
  await goOn(page)
  expect(await focused(page)).toBe(steps.about)
  await look('2')
  await page.check('#publish-2')
  await page.selectOption('#age', '20_22')
  await goOn(page)
  expect(await focused(page)).toBe(steps.review)
  const shown = await page.locator('.review').innerText()
  for (const part of [text, '20–22 år', nb.ask.publish.options.nei, 'Bokmål']) expect(shown).toContain(part)
  await look('3')
  await page.click('[data-step]:visible button[type=submit]')
  await page.waitForSelector('[data-code]')
  expect(violations).toEqual([])
})

test('Back leads to the step before with all of it kept, and the address and the history tell nothing', async () => {
  const house = await openHouse()
  const { page, violations } = await visit(phone)
  await page.goto(`${house.url}/hjelp-na`)
  await page.goto(`${house.url}/spor`)
  await fillIn(page, text)
  await page.goBack()
  expect(await focused(page)).toBe(steps.about)
  expect(await page.isChecked('#publish')).toBe(true)
  await page.goBack()
  expect(await page.inputValue('#question')).toBe(text)
  expect(await page.isVisible('#question')).toBe(true)
  expect(await focused(page)).toBe(nb.ask.question.label)
  await page.goForward()
  await page.goForward()
  expect(await focused(page)).toBe(steps.review)
  await page.click('[data-review=question] + dd button')
  expect(await page.isVisible('#question')).toBe(true)
  expect(page.url()).toBe(`${house.url}/spor`)
  expect(await page.evaluate('JSON.stringify(history.state)')).not.toContain('sove')
  expect(await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')).toEqual([
    0,
    0,
    '',
  ])
  expect(violations).toEqual([])
})

test('with the keyboard alone she comes through, and Return in a field never sends what she is still writing', async () => {
  const house = await openHouse()
  const { page, violations } = await visit(phone)
  await page.goto(`${house.url}/spor`)
  await page.focus('#question')
  await page.keyboard.type(text)
  await pressOn(page, steps.next)
  expect(await focused(page)).toBe(steps.about)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.focus('#title')
  await page.keyboard.type('Søvn')
  await page.keyboard.press('Enter')
  expect(await page.isVisible('#title')).toBe(true)
  await pressOn(page, steps.next)
  expect(await focused(page)).toBe(steps.review)
  expect(await page.locator('.review').innerText()).toContain('Søvn')
  await pressOn(page, nb.ask.send)
  await page.waitForSelector('[data-code]')
  expect(violations).toEqual([])
})

test('what is wrong is said where it stands, and goes away when it is mended', async () => {
  const house = await openHouse()
  const { page, violations } = await visit(phone)
  await page.goto(`${house.url}/spor`)
  await page.fill('#question', 'For kort')
  await goOn(page)
  expect(await page.textContent('#question-error')).toBe(errors.questionShort)
  expect(await page.evaluate('document.activeElement.id')).toBe('question')
  await expectAccessible(page)
  await page.fill('#question', text)
  expect(await page.locator('#question-error, [aria-invalid]').count()).toBe(0)
  await goOn(page)
  await goOn(page)
  expect(await page.textContent('#publish-error')).toBe(errors.publish)
  await expectAccessible(page)
  await page.check('#publish-2')
  expect(await page.locator('#publish-error, [aria-invalid]').count()).toBe(0)
  expect(violations).toEqual([])
})

test('errors that came back with the form leave the summary one by one, and the title with the last', async () => {
  const house = await openHouse()
  const { page, violations } = await visit(phone)
  await page.goto(`${house.url}/spor`)
  await page.evaluate('document.querySelector("form[data-steps]").submit()')
  const summary = page.locator('[data-error-summary]')
  await summary.waitFor()
  expect(await summary.locator('h2').innerText()).toBe(nb.site.errorSummary(2))
  await page.fill('#question', text)
  expect(await summary.locator('h2').innerText()).toBe(nb.site.errorSummary(1))
  await summary.locator('a').click()
  expect(await page.evaluate('document.activeElement.id')).toBe('publish')
  expect(await page.title()).toContain(nb.site.errorPrefix)
  await page.check('#publish')
  expect(await summary.count()).toBe(0)
  expect(await page.title()).not.toContain(nb.site.errorPrefix)
  expect(violations).toEqual([])
})

test('she sees how much room is left, and is told once when it is too much', async () => {
  const house = await openHouse()
  const { page } = await visit(phone)
  await page.goto(`${house.url}/spor`)
  const counter = page.locator('[data-counts=question]')
  const said = page.locator('[data-count-status]')
  await page.fill('#question', text)
  expect(await counter.innerText()).toBe('3\u00a0961 tegn igjen.')
  expect(await said.textContent()).toBe('')
  await page.fill('#question', '🐤'.repeat(4212))
  expect(await counter.innerText()).toBe('212 tegn for mye.')
  await page.fill('#question', '🐤'.repeat(4213))
  expect(await said.textContent()).toBe('212 tegn for mye.')
  await goOn(page)
  expect(await page.textContent('#question-error')).toBe(errors.questionLong)
  expect(await page.inputValue('#question')).toBe('🐤'.repeat(4213))
})

test('who leaves with text that is not sent is asked first, but never on the way to a call or out in a hurry', async () => {
  const house = await openHouse()
  const { page } = await visit(phone)
  await page.goto(`${house.url}/spor`)
  expect(await isAskedFirst(page)).toBe(false)
  await page.fill('#question', text)
  expect(await isAskedFirst(page)).toBe(true)
  await page.evaluate(`(() => {
    const call = document.querySelector('a[href="tel:113"]')
    call.addEventListener('click', (event) => event.preventDefault())
    call.click()
  })()`)
  expect(await isAskedFirst(page)).toBe(false)
  await page.fill('#question', `${text} Hva gjør jeg?`)
  await page.route('https://www.yr.no/', (route) => route.fulfill({ body: 'Sol' }))
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift')
  await page.waitForURL('https://www.yr.no/')
})

function isAskedFirst(page: Page): Promise<boolean> {
  return page.evaluate('!dispatchEvent(new Event("beforeunload", { cancelable: true }))')
}

async function pressOn(page: Page, name: string) {
  await page.getByRole('button', { name }).focus()
  await page.keyboard.press('Enter')
}

/** The heading of the step, which a screen reader reads with how far she has come. */
async function focused(page: Page): Promise<string> {
  const [heading, progress] = await page.evaluate<[string, string]>(`(({ textContent, attributes }) =>
    [textContent, document.getElementById(attributes['aria-describedby'].value).textContent]
  )(document.activeElement)`)
  expect(progress).toMatch(/^Steg \d av 3$/)
  return heading
}

test('at her code the room is counted too, and what was wrong goes away when it is mended', async () => {
  const house = await openHouse()
  const { code } = await detailsAsked(house, text)
  const { page, violations } = await visit(phone)
  await page.goto(`${house.url}/kvittering`)
  await page.fill('#code', code)
  await page.click('main form button[type=submit]')
  await page.locator('#reply').waitFor()
  await page.click('form[action="/kvittering/svar"] button')
  await page.locator('#reply-error').waitFor()
  await page.fill('#reply', 'Tre uker.')
  expect(await page.textContent('[data-counts=reply]')).toBe('3\u00a0991 tegn igjen.')
  expect(await page.locator('#reply-error, [data-error-summary]').count()).toBe(0)
  expect(violations).toEqual([])
})
