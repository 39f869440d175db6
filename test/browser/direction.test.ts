import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { returnArticle } from '../../server/articles/reviewStore.ts'
import { requestDetails } from '../../server/queue/store.ts'
import { openHouse, type House } from '../house.ts'
import { goOnFromText } from './askForm.ts'
import { visit } from './browser.ts'
import { leaveEditor, sitDown } from './furnished.ts'

const arabic = 'لا أستطيع النوم قبل الامتحانات (eksamen). ماذا أفعل؟'

test('what is written from right to left stands so on every page, and the page around it does not', async () => {
  const house = await openHouse()
  const { page, violations } = await visit({ viewport: { width: 1280, height: 900 } })
  const told = await tell(house)
  await look(page, 'article', `${house.url}/artikler/${told.slug}`)
  await look(page, 'articles', `${house.url}/artikler`)

  await page.goto(`${house.url}/spor`)
  await page.fill('#question', `${arabic} 12.03.1999, ola.nordmann@example.no`)
  await look(page, 'while asking')
  await goOnFromText(page)
  await look(page, 'last look before it is sent')
  await page.click('main form button[type=submit]')
  await page.locator('.marked-text').waitFor()
  await look(page, 'check of what was written')

  await page.goto(`${house.url}/kvittering`)
  await page.fill('#code', told.code)
  await page.click('main form button')
  await page.locator('summary').first().waitFor()
  await look(page, 'receipt')

  await sitDown(house, page, told.koordinator)
  await look(page, 'intake', `${house.url}/redaksjon/mottak`)
  await look(page, 'question at the desk', `${house.url}/redaksjon/sporsmal/${told.question}`)
  await look(page, 'article at the desk', `${house.url}/redaksjon/artikler/${told.published}`)
  await sitDown(house, page, told.writer)
  await look(page, 'editor', `${house.url}/redaksjon/artikler/${told.returned}?rediger=ja`)
  await page.locator('button[formaction*=forhandsvisning]').click()
  await page.locator('#forhandsvisning').waitFor()
  await look(page, 'preview')
  await leaveEditor(page)
  expect(violations).toEqual([])
})

async function tell({ deps, given }: House) {
  const { db, vault, now, newId } = deps
  const koordinator = await given.staff('lege', { roles: ['koordinator', 'svarer', 'moderator'] })
  const writer = await given.staff('lege', { name: 'ليلى حسن' })
  const reviewer = await given.staff('lege')
  const texts = {
    title: arabic,
    summary: arabic,
    question: `السؤال: ${arabic}`,
    body: `## ${arabic}\n\n- ${arabic}`,
  }
  const ownWordsReason = 'Dette er en prøve.'
  const details = { ...texts, ownWordsReason, showName: true, asked: { title: arabic, body: arabic } }
  const published = await given.publishedArticle({ ...details, by: writer })
  const review = await given.articleInReview({ ...details, by: writer })
  const act = { by: reviewer, now: now(), reviewId: newId() }
  const returned = await returnArticle(db, vault, { ...review, ...act, remark: arabic })
  const question = await given.receivedQuestion({ title: arabic, body: arabic })
  const step = { id: question.id, version: question.version, by: koordinator, now: now() }
  await requestDetails(db, vault, step, { id: newId(), text: arabic })
  return {
    koordinator,
    writer,
    slug: published.slug,
    published: published.id,
    returned: returned.id,
    question: question.id,
    code: question.code,
  }
}

async function look(page: Page, place: string, address?: string) {
  if (address !== undefined) await page.goto(address)
  const { found, wrong, around } = await page.evaluate<Seen>(directions)
  expect(found, `${place} shows none of it`).toBeGreaterThan(0)
  expect(wrong, `${place}: from left to right`).toEqual([])
  expect(around, `${place}: the page around it`).toEqual(['ltr'])
}

type Seen = { found: number; wrong: string[]; around: string[] }

/** Every text and field in Arabic script, those that are not from right to left, and what labels and headings are. */
const directions = `(() => {
  const ofArabic = /\\p{Script=Arabic}/u
  const direction = (element) => getComputedStyle(element).direction
  const holders = []
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (ofArabic.test(node.data)) holders.push(node.parentElement)
  holders.push(...[...document.querySelectorAll('main input:not([type=hidden], [type=checkbox]), main textarea')]
    .filter(({ value }) => ofArabic.test(value)))
  const around = ['html', 'body', 'main', 'nav', 'label', 'legend', 'button', 'form']
    .flatMap((name) => [...document.querySelectorAll(name)])
    .filter((element) => !element.closest('[dir]:not(html)'))
  return {
    found: holders.length,
    wrong: holders.filter((element) => direction(element) !== 'rtl').map((element) => element.outerHTML.slice(0, 150)),
    around: [...new Set(around.map(direction))],
  }
})()`
