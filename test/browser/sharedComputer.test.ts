import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, inject, onTestFinished, test } from 'vitest'
import { openHouse, type House } from '../house.ts'
import { detailsAsked } from '../receipts.ts'
import { goOnFromText, hasSteps } from './askForm.ts'
import { openProfile, visit } from './browser.ts'

/** The flatmate who sits down at the same computer afterwards (trust.md). */
const text = 'Kanarifuglen synger hele natta, og jeg får ikke sove før eksamen.'
const outside = 'https://www.yr.no/'

test('after asking and reading the receipt, nothing that the browser keeps holds the code or the text', async () => {
  const house = await openHouse()
  const folder = newFolder()
  const context = await openProfile(folder)
  const page = await newPage(context)
  const code = await asksAndLooks(house, page)

  const titles = await pagesVisited(page)
  expect(JSON.stringify(titles)).not.toMatch(telling(code))
  const kept = await page.evaluate(storage)
  expect(kept).toEqual({
    local: 0,
    session: 0,
    cookie: '',
    databases: 0,
    caches: 0,
    workers: 0,
    state: null,
    name: '',
  })
  expect(await context.cookies()).toEqual([])
  // So that we know that the search below would find what is there.
  await page.goto(`${house.url}/artikler?kontroll=lirekassemann`)
  await page.goto('about:blank')
  await context.close()

  // What opens tabs again is tried by opening them again, below.
  const files = filesIn(folder).filter((file) => !file.includes(`${path.sep}Sessions${path.sep}`))
  const found = files.filter((file) => holds(file, [text, code, code.replaceAll('-', '')]))
  expect(found).toEqual([])
  expect(files.filter((file) => holds(file, ['lirekassemann'])).length).toBeGreaterThan(0)
  console.log(
    `searched ${titles.length} visits, 7 kinds of storage and ${files.length} files of the profile: 0 hits`,
  )
})

test('tabs that are opened again, by address or by the browser itself, show nothing', async () => {
  const house = await openHouse()
  const folder = newFolder()
  const first = await openProfile(folder)
  const page = await newPage(first)
  const code = await asksAndLooks(house, page)
  const tab = await newPage(first)
  for (const address of ['/spor', '/kvittering']) {
    await tab.goto(house.url + address)
    expect(await tab.evaluate(everythingOn)).not.toMatch(telling(code))
  }
  await first.close()

  const again = await openProfile(folder, ['--restore-last-session'])
  const { restoresTabs } = inject('browsers')
  if (!restoresTabs)
    for (const address of ['/kvittering', '/spor']) await (await newPage(again)).goto(house.url + address)
  await expect.poll(() => again.pages().filter((one) => one.url().startsWith(house.url)).length).toBe(2)
  for (const one of again.pages()) {
    await one.waitForLoadState('load')
    expect(await one.evaluate(everythingOn)).not.toMatch(telling(code))
    for (const seen of await goBackAllTheWay(one)) expect(seen).not.toMatch(telling(code))
  }
  const how = restoresTabs ? 'by the browser itself' : 'by address, as this browser opens none by itself'
  console.log(`opened again ${how}: ${again.pages().length} tabs and all that is behind them, 0 hits`)
})

test('the title of the receipt says the same whether there is an answer or not', async () => {
  const house = await openHouse()
  const page = await newPage(await openProfile(newFolder()))
  const titles = new Set<string>()
  const { code } = await house.given.receivedQuestion()
  for (const given of ['', code, await answeredCode(house)]) {
    await looksUp(house, page, given)
    titles.add((await page.title()).replace(/^Feil: /, ''))
  }
  expect(titles.size).toBe(1)
})

for (const how of ['the button', 'Shift three times'] as const) {
  test(`after leaving in a hurry with ${how}, Back never shows what she wrote or her code`, async () => {
    const house = await openHouse()
    const context = await openProfile(newFolder())
    await context.route(outside, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Yr</title>Sol' }),
    )
    for (const place of ['while writing', 'at the code', 'at the receipt'] as const) {
      const page = await newPage(context)
      const code = await comesTo(house, page, place)
      await leaves(page, how)
      expect(page.url()).toBe(outside)
      const seen = await goBackAllTheWay(page)
      for (const one of seen) expect(one, `${place}: ${one}`).not.toMatch(telling(code))
      console.log(`${how}, ${place}: ${seen.length} pages back, 0 hits`)
      await page.close()
    }
  })
}

test('going on with a link and then Back shows neither the code nor the text', async () => {
  const house = await openHouse()
  const page = await newPage(await openProfile(newFolder()))
  const code = await asksAndLooks(house, page)
  await page.goto(`${house.url}/artikler`)
  const seen = await goBackAllTheWay(page)
  for (const one of seen) expect(one).not.toMatch(telling(code))
  console.log(
    `${seen.length} pages back, kept for Back: ${seen.filter((one) => one.includes('kept=true')).length}`,
  )
})

test('a reload shows the same code again, until she says that she has saved it', async () => {
  const house = await openHouse()
  const page = await newPage(await openProfile(newFolder()))
  await page.goto(`${house.url}/spor`)
  await page.fill('#question', text)
  const code = await sends(page)
  await page.reload()
  expect(await page.evaluate(everythingOn)).toMatch(telling(code))
  const saved = page.evaluate(`new Promise((resolve) =>
    document.querySelector('.saved-code').addEventListener('toggle', () => resolve()))`)
  await page.locator('.saved-code summary').click()
  await saved
  await page.reload()
  expect(await page.evaluate(everythingOn)).not.toMatch(telling(code))
})

test('a page that the browser had kept for Back asks anew instead of showing her receipt', async () => {
  const house = await openHouse()
  const page = await newPage(await openProfile(newFolder()))
  const code = await asksAndLooks(house, page)
  expect(await page.locator('#code').count()).toBe(0)
  await page.evaluate('dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))')
  await page.locator('#code').waitFor()
  expect(await page.evaluate(everythingOn)).not.toMatch(telling(code))
})

test('whoever comes back to a list finds the place where she left it; pages with words are asked for anew', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  const { page } = await visit()
  const asksAnew: string[] = []
  for (const address of [
    '/',
    '/artikler',
    `/artikler/${slug}`,
    '/hjelp-na',
    '/spor',
    '/kvittering',
    '/redaksjon/inn',
  ]) {
    const tab = await page.context().newPage() // it may be on its way elsewhere afterwards
    await tab.goto(house.url + address)
    if (await tab.evaluate(goesOnWhenKept)) asksAnew.push(address)
    await tab.close()
  }
  expect(asksAnew).toEqual(['/spor', '/kvittering', '/redaksjon/inn'])
})

test('without script, leaving the receipt and Back shows nothing, however often somebody reloads', async () => {
  const house = await openHouse()
  for (const does of ['looks', 'replies', 'follows up', 'thinks of deleting'] as const) {
    const { page } = await visit({ javaScriptEnabled: false })
    await page.route(outside, (route) => route.fulfill({ contentType: 'text/html', body: 'Sol' }))
    const code = await receiptWithout(house, page, does)
    expect(await page.evaluate(everythingOn)).toMatch(telling(code))
    house.wait({ minutes: 1 })
    await page.click('[data-quick-exit]')
    expect(page.url()).toBe(outside)
    await page.goBack().catch(() => null)
    for (let times = 0; times < 2; times += 1) {
      expect(await page.evaluate(everythingOn), does).not.toMatch(telling(code))
      await page.reload()
    }
    expect(await page.innerText('main')).toContain('Skriv koden på nytt')
    expect(await page.evaluate(everythingOn), does).not.toMatch(telling(code))
    await page.fill('#code', code)
    await page.click('main form button[type=submit]')
    expect(await page.content(), 'she herself gets in').toMatch(telling(code))
  }
})

test('without script, Back shows nothing, reloading shows the code alone, and a closed tab leaves nothing', async () => {
  const house = await openHouse()
  const { page } = await visit({ javaScriptEnabled: false })
  for (const place of ['at the code', 'at the receipt'] as const) {
    const code = await comesTo(house, page, place)
    if (place === 'at the code') expect(await page.innerText('main')).toContain('Lukk fanen eller vinduet')
    await page.goto(`${house.url}/artikler`)
    await page.goBack().catch(() => null) // The browser asks whether it may send the form again.
    await expect.poll(() => page.url()).toBe('chrome-error://chromewebdata/')
    expect(await page.evaluate(everythingOn)).not.toMatch(telling(code))
    house.wait({ minutes: 1 })
    await page.reload()
    const showsAgain = telling(code).test(await page.evaluate<string>(everythingOn))
    expect(showsAgain, 'we say so on /personvern').toBe(place === 'at the code')
  }
  const context = page.context()
  await page.close()
  const tab = await context.newPage()
  for (const address of ['/spor', '/kvittering']) {
    await tab.goto(house.url + address)
    expect(await tab.evaluate(everythingOn)).not.toMatch(telling())
  }
})

async function comesTo(house: House, page: Page, place: 'while writing' | 'at the code' | 'at the receipt') {
  if (place === 'at the receipt') return asksAndLooks(house, page)
  await page.goto(`${house.url}/spor`)
  await page.fill('#question', text)
  return place === 'at the code' ? sends(page) : undefined
}

async function asksAndLooks(house: House, page: Page): Promise<string> {
  await page.goto(house.url)
  await page.locator('main a[href="/spor"]').first().click()
  await page.fill('#question', text)
  const code = await sends(page)
  await looksUp(house, page, code)
  await page.locator('summary').first().click()
  expect(await page.innerText('main')).toContain(text)
  return code
}

/** A receipt that was asked for, or what came of using it: each has another form behind it. */
async function receiptWithout(
  house: House,
  page: Page,
  does: 'looks' | 'replies' | 'follows up' | 'thinks of deleting',
): Promise<string> {
  const code =
    does === 'follows up'
      ? await answeredCode(house)
      : does === 'replies'
        ? (await detailsAsked(house, text)).code
        : (await house.given.receivedQuestion({ body: text })).code
  await looksUp(house, page, code)
  const form = { looks: '', replies: 'svar', 'follows up': 'oppfolging', 'thinks of deleting': 'sletting' }[
    does
  ]
  if (form === '') return code
  const sent = page.locator(`form[action="/kvittering/${form}"]`)
  if (form !== 'sletting') await sent.locator('textarea').fill(`${text} Det er ikke blitt bedre.`)
  await sent.locator('button').first().click()
  await page.locator('h1').waitFor()
  return code
}

async function sends(page: Page): Promise<string> {
  if (await hasSteps(page)) await goOnFromText(page)
  else await page.check('#publish')
  await page.click('main form button[type=submit]')
  return (await page.locator('.receipt-groups').innerText()).trim()
}

async function looksUp(house: House, page: Page, code: string) {
  await page.goto(`${house.url}/kvittering`)
  await page.fill('#code', code)
  await page.click('main form button[type=submit]')
  await page.locator('h1').waitFor()
}

async function answeredCode(house: House): Promise<string> {
  const { receiptCodeFor } = await import('../../server/questions/receiptCode.ts')
  const { questionId } = await house.given.publishedArticle()
  return receiptCodeFor(house.deps.vault, questionId ?? '')
}

async function leaves(page: Page, how: 'the button' | 'Shift three times') {
  if (how === 'the button') await page.click('[data-quick-exit]')
  // On a busy machine three presses can come too far apart to count as three: then a person presses on.
  else
    for (let press = 0; press < 12 && page.url() !== outside; press += 1) await page.keyboard.press('Shift')
  await page.waitForURL(outside)
}

/** Everything that stands on each page on the way back, what fields hold included. */
async function goBackAllTheWay(page: Page): Promise<string[]> {
  const client = await page.context().newCDPSession(page)
  const { currentIndex } = await client.send('Page.getNavigationHistory')
  const seen: string[] = []
  for (let step = currentIndex; step > 0; step -= 1) {
    await page.goBack({ timeout: 20_000 }).catch(() => null)
    await page.waitForLoadState('load')
    await page.waitForTimeout(300)
    seen.push(await page.evaluate<string>(everythingOn).catch((error: Error) => `blocked: ${error.message}`))
  }
  return seen
}

async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.addInitScript('addEventListener("pageshow", (event) => { window.wasKept = event.persisted })')
  return page
}

async function pagesVisited(page: Page) {
  const client = await page.context().newCDPSession(page)
  const { entries } = await client.send('Page.getNavigationHistory')
  return entries.map(({ url, userTypedURL, title }) => ({ url, userTypedURL, title }))
}

/** The code in any of its forms, or the text. */
function telling(code = 'no code'): RegExp {
  return new RegExp(`${code.split('-').join('[\\s-]*')}|Kanarifuglen`, 'i')
}

const everythingOn = `[
  location.href, document.title, document.documentElement.outerHTML, 'kept=' + window.wasKept,
  ...Array.from(document.querySelectorAll('input, textarea, select'), (field) => field.value),
].join('\\n')`

/** Whether the page leaves itself when the browser shows it again as it was kept. */
const goesOnWhenKept = `(() => {
  let goesOn = false
  navigation.addEventListener('navigate', (event) => {
    goesOn = true
    event.preventDefault() // gone, the page could not answer
  })
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  return goesOn
})()`

const storage = `(async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  cookie: document.cookie,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  state: history.state,
  name: window.name,
}))()`

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'shared-computer-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
}

/** As it is, and as browsers keep text in memory: two bytes a letter. */
function holds(file: string, words: string[]): boolean {
  const bytes = readFileSync(file)
  return words.some((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')))
}
