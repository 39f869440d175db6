import { chromium, type Browser, type Page } from 'playwright-core'
import { browserArgs, findBrowser } from '../../test/browser/chromium.ts'
import { tries as drawn } from '../../server/abuse/proof.ts'
import { median } from './figures.ts'
import type { Server } from './server.ts'

type Work = {
  /** What finding the proof took, by the page's own clock. */
  ms: number
  tries: number
  /** Tasks of more than 50 ms while she typed and the browser worked. */
  longTasks: number[]
  /** From a key to the next picture, the slowest of them. */
  slowestKeyMs: number
}

type Seen = { type: string; start: number; ms: number }

const slowdowns = [1, 4, 6]
const formsEach = 7
const typed = 'Jeg får ikke sove før eksamen, og tenker på det hele natten. Hva kan jeg gjøre?'
const betweenKeysMs = 80
/** Before: the page comes to rest. After: it looks through what she wrote, as it does when she pauses. */
const settleMs = 1500

/**
 * The proof of work on the real form, while somebody types, in a browser whose processor is slowed down by the
 * developer tools. How many tries it takes is drawn by lot, so that a few forms tell little: what one try takes is
 * measured, and the time is that of the middle number of tries.
 *
 * The tools slow the page's own thread. The hashing is done on a thread beside it, which they do not reach:
 * therefore also what it would be if everything were that much slower than here.
 */
export async function benchPhone({ url }: Server) {
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs })
  const middle = (drawn.least + drawn.most) / 2
  console.log(
    `\narbeidsbevis i hvile, ${middle} forsøk i midten, mens noen skriver; ${formsEach} skjemaer hver`,
  )
  console.log('fart    ms   alt så tregt ms   lengst målt ms (forsøk)   oppgaver > 50 ms   tregeste tast ms')
  try {
    let unslowed = 0
    for (const slowdown of slowdowns) {
      const works: Work[] = []
      for (let form = 0; form < formsEach; form += 1) works.push(await prove(browser, url, slowdown))
      const usual = middle * median(works.map(({ ms, tries }) => ms / (tries + 1)))
      if (slowdown === 1) unslowed = usual
      console.log(lineOf(works, { slowdown, usual, atWorst: unslowed * slowdown }))
    }
  } finally {
    await browser.close()
  }
}

function lineOf(works: Work[], figures: { slowdown: number; usual: number; atWorst: number }): string {
  const { slowdown, usual, atWorst } = figures
  const longest = works.reduce((one, other) => (other.ms > one.ms ? other : one))
  const tasks = works.flatMap(({ longTasks }) => longTasks)
  return [
    `1/${slowdown}`.padEnd(4),
    usual.toFixed(0).padStart(5),
    atWorst.toFixed(0).padStart(17),
    `${longest.ms.toFixed(0)} (${longest.tries})`.padStart(25),
    (tasks.length === 0 ? '0' : `${tasks.length}, høyst ${Math.max(...tasks).toFixed(0)}`).padStart(18),
    Math.max(...works.map(({ slowestKeyMs }) => slowestKeyMs))
      .toFixed(0)
      .padStart(18),
  ].join(' ')
}

async function prove(browser: Browser, url: string, slowdown: number): Promise<Work> {
  const context = await browser.newContext({ locale: 'nb-NO', viewport: { width: 390, height: 800 } })
  const page = await context.newPage()
  await page.addInitScript(observe)
  await page.goto(`${url}/spor`, { waitUntil: 'load' })
  const tools = await context.newCDPSession(page)
  await tools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.focus('#question')
  await page.waitForTimeout(settleMs)
  const began = Number(await page.evaluate('performance.now()'))
  await page.keyboard.type(typed, { delay: betweenKeysMs })
  while ((await page.inputValue('input[name=proof]')) === '') await page.waitForTimeout(50)
  await page.waitForTimeout(settleMs)
  const work = await read(page, began)
  await context.close()
  return work
}

async function read(page: Page, began: number): Promise<Work> {
  const { solution } = JSON.parse(
    Buffer.from(await page.inputValue('input[name=proof]'), 'base64').toString(),
  ) as { solution: { counter: number; time: number } }
  const seen = (await page.evaluate('window.seen')) as Seen[]
  const since = (type: string) =>
    seen.filter((one) => one.type === type && one.start >= began).map(({ ms }) => ms)
  return {
    ms: solution.time,
    tries: solution.counter,
    longTasks: since('longtask'),
    slowestKeyMs: Math.max(0, ...since('event')),
  }
}

/** Runs in the page, from its start: the type checker sees it as a text. */
const observe = `
  window.seen = []
  const note = (entries) => {
    for (const { entryType, startTime, duration } of entries.getEntries())
      window.seen.push({ type: entryType, start: startTime, ms: duration })
  }
  for (const type of ['longtask', 'event']) new PerformanceObserver(note).observe({ type, durationThreshold: 16 })
`
