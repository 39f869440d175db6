import { chromium, type Browser, type Page } from 'playwright-core'
import { browserArgs, findBrowser } from '../../test/browser/chromium.ts'
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

const slowdowns = [1, 4, 6]
const formsEach = 9
const typed = 'Jeg får ikke sove før eksamen, og tenker på det hele natten. Hva kan jeg gjøre?'
const betweenKeysMs = 80

/**
 * The proof of work on the real form, while somebody types, in a browser whose processor is slowed down by the
 * developer tools. They slow the page's own thread; the hashing itself is done on a thread beside it, which they
 * do not reach. The last column is therefore what it would be if everything were that much slower.
 */
export async function benchPhone({ url }: Server) {
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs })
  console.log(`\narbeidsbevis i hvile, ${formsEach} skjemaer for hver fart, mens noen skriver`)
  console.log('fart   median ms   lengste   forsøk   alt like tregt   oppgaver > 50 ms   tregeste tast ms')
  let usual = 0
  try {
    for (const slowdown of slowdowns) {
      const works: Work[] = []
      for (let form = 0; form < formsEach; form += 1) works.push(await prove(browser, url, slowdown))
      const times = works.map(({ ms }) => ms)
      if (slowdown === 1) usual = median(times)
      const long = works.flatMap(({ longTasks }) => longTasks)
      const columns = [
        `1/${slowdown}`.padEnd(4),
        median(times).toFixed(0).padStart(11),
        Math.max(...times)
          .toFixed(0)
          .padStart(9),
        median(works.map(({ tries }) => tries))
          .toFixed(0)
          .padStart(8),
        (usual * slowdown).toFixed(0).padStart(16),
        (long.length === 0 ? '0' : `${long.length} (${Math.max(...long).toFixed(0)} ms)`).padStart(18),
        Math.max(...works.map(({ slowestKeyMs }) => slowestKeyMs))
          .toFixed(0)
          .padStart(18),
      ]
      console.log(columns.join(' '))
    }
  } finally {
    await browser.close()
  }
}

async function prove(browser: Browser, url: string, slowdown: number): Promise<Work> {
  const context = await browser.newContext({ locale: 'nb-NO', viewport: { width: 390, height: 800 } })
  const page = await context.newPage()
  await page.addInitScript(observe)
  await page.goto(`${url}/spor`, { waitUntil: 'load' })
  const tools = await context.newCDPSession(page)
  await tools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.focus('#question')
  await page.evaluate('window.seen.longTasks.length = window.seen.keys.length = 0')
  await page.keyboard.type(typed, { delay: betweenKeysMs })
  while ((await page.inputValue('input[name=proof]')) === '') await page.waitForTimeout(50)
  const work = await read(page)
  await context.close()
  return work
}

async function read(page: Page): Promise<Work> {
  const seen = (await page.evaluate(
    '({ ...window.seen, proof: document.querySelector("input[name=proof]").value })',
  )) as {
    longTasks: number[]
    keys: number[]
    proof: string
  }
  const { solution } = JSON.parse(Buffer.from(seen.proof, 'base64').toString()) as {
    solution: { counter: number; time: number }
  }
  return {
    ms: solution.time,
    tries: solution.counter,
    longTasks: seen.longTasks,
    slowestKeyMs: Math.max(0, ...seen.keys),
  }
}

/** Runs in the page, from its start: the type checker sees it as a text. */
const observe = `
  window.seen = { longTasks: [], keys: [] }
  const note = (list, type, options) =>
    new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) list.push(duration)
    }).observe({ type, ...options })
  note(window.seen.longTasks, 'longtask')
  note(window.seen.keys, 'event', { durationThreshold: 16 })
`
