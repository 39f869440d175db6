import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { flushViews } from '../../server/views/store.ts'
import { nb } from '../../server/i18n/nb.ts'
import { openHouse, type House } from '../house.ts'
import { goOn, hasSteps } from './askForm.ts'
import { expectAccessible, visit } from './browser.ts'
import { signInPerson, sitDownPerson, type Person } from './people.ts'

const phone = { viewport: { width: 390, height: 844 } }
const desktop = { viewport: { width: 1280, height: 900 } }
const title = 'Hvorfor våkner jeg klokka fire før eksamen?'
const storyTitle = 'Jeg turte å spise lunsj alene'

test('the whole path, from an anonymous question to the most-read list, without JavaScript', async () => {
  await walk({ javaScriptEnabled: false })
})

test('the whole path, from an anonymous question to the most-read list, with JavaScript', async () => {
  await walk({ javaScriptEnabled: true })
})

/** One of them signs in the long way; the others sit down at machines where they are signed in. */
async function walk(options: BrowserContextOptions) {
  const house = await openHouse()
  const student = await visit({ ...phone, ...options })
  const staff = { ...desktop, ...options }

  const code = await asks(house, student.page)
  await looksUp(house, student.page, code, nb.receipt.statuses.received.heading)

  const moderator = await signInPerson(house, { name: 'Mia Moderator', roles: ['moderator'] }, staff)
  await triages(house, moderator)
  const coordinator = await sitDownPerson(house, { name: 'Kaja Koordinator', roles: ['koordinator'] }, staff)
  const doctor = await sitDownPerson(
    house,
    { name: 'Lars Lege', roles: ['svarer'], profession: 'lege' },
    staff,
  )
  await assigns(house, coordinator, doctor.name)
  await takes(house, doctor)
  await drafts(doctor.page)
  await looksUp(house, student.page, code, nb.receipt.statuses.in_review.heading)

  const psychologist = await sitDownPerson(
    house,
    { name: 'Pia Psykolog', roles: ['svarer'], profession: 'psykolog', samskipnad: 'sio' },
    staff,
  )
  await returnsWithRemark(house, psychologist, 'Fortell også hvor hun kan ringe.')
  await mends(house, doctor, 'Fortell også hvor hun kan ringe.')
  await approves(house, psychologist, title)
  await publishes(house, coordinator, title)

  await looksUp(house, student.page, code, nb.receipt.statuses.answered.heading)
  await student.page
    .getByRole('main')
    .getByRole('link', { name: title })
    .or(student.page.getByRole('main').locator('a[href^="/artikler/"]').first())
    .first()
    .click()
  expect(await student.page.getByRole('heading', { level: 1 }).innerText()).toContain(title)

  const writer = await sitDownPerson(
    house,
    { name: 'Stine Skribent', roles: ['svarer'], profession: 'studentskribent', samskipnad: 'ssn' },
    staff,
  )
  await writesStory(house, writer)
  await approves(house, psychologist, storyTitle)
  await publishes(house, coordinator, storyTitle)

  await readersFind(house, options)
  for (const { violations } of [student, moderator, coordinator, doctor, psychologist, writer]) {
    expect(violations).toEqual([])
  }
}

async function asks(house: House, page: Page): Promise<string> {
  await page.goto(house.url)
  await page.getByRole('main').getByRole('link', { name: nb.ask.heading }).first().click()
  await page.getByLabel(nb.ask.question.label).fill('For kort')
  const inSteps = await hasSteps(page)
  if (inSteps) {
    await goOn(page)
    expect(await page.locator('#question-error').innerText()).toContain(nb.ask.errors.questionShort)
  } else {
    await page.getByRole('button', { name: nb.ask.send }).click()
    expect(await page.getByRole('alert').innerText()).toContain(nb.ask.errors.publish)
  }
  expect(page.url()).toContain('/spor')
  expect(await page.getByLabel(nb.ask.question.label).inputValue()).toBe('For kort')
  await page
    .getByLabel(nb.ask.question.label)
    .fill('Jeg våkner klokka fire hver natt før eksamen og får ikke sove igjen.\n\nEr det noe galt med meg?')
  if (inSteps) await goOn(page)
  await page.getByLabel(nb.ask.topic.label).selectOption({ label: 'Søvn' })
  await page.getByLabel(nb.ask.age.label).selectOption({ label: nb.ask.age.options['20_22'] })
  await page.getByLabel(nb.ask.publish.options.ja).check()
  if (inSteps) await goOn(page)
  await page.getByRole('button', { name: nb.ask.send }).click()
  await page.locator('[data-copy]').waitFor({ state: 'attached' })
  const code = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){4}/.exec(
    (await page.getByRole('main').innerText()).replaceAll(/\s*[-–]\s*|\s+/g, (gap) =>
      gap.includes('-') ? '-' : ' ',
    ),
  )?.[0]
  expect(code).toBeDefined()
  expect(page.url()).not.toContain(code)
  expect(await page.title()).not.toContain(code)
  return code ?? ''
}

async function looksUp(house: House, page: Page, code: string, status: string) {
  await page.goto(`${house.url}/kvittering`)
  await page.getByRole('main').getByRole('textbox').fill(code.toLowerCase().replaceAll('-', ' '))
  await page.getByRole('main').getByRole('button').first().click()
  expect(await page.getByRole('main').innerText()).toContain(status)
  expect(page.url()).toBe(`${house.url}/kvittering`)
}

async function triages(house: House, { page }: Person) {
  await page.goto(`${house.url}/redaksjon/mottak`)
  await page.getByRole('main').locator('a[href^="/redaksjon/sporsmal/"]').first().click()
  await page.getByLabel('lege', { exact: true }).check()
  await page.getByRole('button', { name: nb.queue.triage.save }).click()
  expect(await page.getByRole('main').innerText()).toContain(nb.queue.statuses.queued)
}

async function assigns(house: House, { page }: Person, name: string) {
  await page.goto(`${house.url}/redaksjon/sporsmal`)
  await page.getByRole('main').locator('a[href^="/redaksjon/sporsmal/"]').first().click()
  await page.getByRole('button', { name: nb.queue.assign.sendTo(name) }).click()
  expect(await page.getByRole('main').innerText()).toContain(nb.queue.statuses.assigned)
}

async function takes(house: House, { page }: Person) {
  await page.goto(`${house.url}/redaksjon`)
  expect(await page.getByRole('main').innerText()).toContain(nb.queue.desk.offers)
  await page.getByRole('main').locator('a[href^="/redaksjon/sporsmal/"]').first().click()
  await page.getByRole('button', { name: nb.queue.answer.accept }).click()
  await page.getByRole('button', { name: nb.queue.answer.mine.noDraft }).click()
}

async function drafts(page: Page) {
  const { editor } = nb.writing
  await page.getByLabel(editor.questionLabel).fill('Jeg våkner tidlig før eksamen og får ikke sove igjen.')
  await page.getByLabel(editor.title, { exact: true }).fill(title)
  await page
    .getByLabel(editor.summary)
    .fill('Kroppen tror at det er fare på ferde. Slik får du den til å roe seg.')
  await page
    .getByRole('textbox', { name: editor.answer, exact: true })
    .fill('Dette er **helt vanlig**.\n\n## Neste steg\n\nStå opp til samme tid i tre dager.')
  await page.getByRole('button', { name: editor.preview }).click()
  expect(await page.locator('#forhandsvisning strong').innerText()).toBe('helt vanlig')
  await page.getByRole('button', { name: editor.submit }).click()
  expect(await page.getByRole('main').innerText()).toContain('kvalitetssikring')
}

async function opensForReview(house: House, page: Page, name: string) {
  await page.goto(`${house.url}/redaksjon`)
  await page.getByRole('main').getByRole('link', { name }).first().click()
}

async function returnsWithRemark(house: House, { page }: Person, remark: string) {
  await opensForReview(house, page, title)
  expect(await page.getByRole('main').innerText()).toContain('klokka fire hver natt')
  await page.getByRole('textbox').fill(remark)
  await page.getByRole('button', { name: nb.writing.review.return }).click()
}

async function mends(house: House, { page }: Person, remark: string) {
  await page.goto(`${house.url}/redaksjon`)
  await page.getByRole('main').getByRole('link', { name: title }).first().click()
  expect(await page.getByRole('main').innerText()).toContain(remark)
  const answer = page.getByRole('textbox', { name: nb.writing.editor.answer, exact: true })
  await answer.fill(`${await answer.inputValue()}\n\nDu kan ringe 116 123 når som helst.`)
  await page.getByRole('button', { name: nb.writing.editor.submit }).click()
}

async function approves(house: House, { page }: Person, name: string) {
  await opensForReview(house, page, name)
  await page.getByRole('button', { name: nb.writing.review.approve }).click()
}

async function publishes(house: House, { page }: Person, name: string) {
  await page.goto(`${house.url}/redaksjon`)
  await page.getByRole('main').getByRole('link', { name }).first().click()
  await page.getByRole('button', { name: nb.writing.publish.button }).click()
  expect(await page.getByRole('main').innerText()).toContain('Publisert')
}

async function writesStory(house: House, { page }: Person) {
  const { editor, list } = nb.writing
  await page.goto(`${house.url}/redaksjon/artikler`)
  await page.getByRole('button', { name: list.newStudent }).click()
  await page.getByLabel(editor.title, { exact: true }).fill(storyTitle)
  await page.getByLabel(editor.summary).fill('Det gikk tre uker før jeg satte meg i kantina.')
  await page.getByLabel(editor.topic, { exact: true }).selectOption('ensomhet')
  await page
    .getByRole('textbox', { name: editor.body, exact: true })
    .fill('Jeg gikk forbi kantina hver dag.\n\n## Neste steg\n\nSett deg ned i ti minutter.')
  await page.getByRole('button', { name: editor.submit }).click()
}

async function readersFind(house: House, options: BrowserContextOptions) {
  // The browser of the tests calls itself a robot, and robots are not counted.
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
  const { page, violations } = await visit({ ...phone, ...options, userAgent })
  await page.goto(house.url)
  const front = await page.getByRole('main').innerText()
  expect(front).toContain(title)
  expect(front).toContain(storyTitle)
  await page.getByRole('main').getByRole('link', { name: storyTitle }).first().click()
  expect(await page.getByRole('main').innerText()).toContain(nb.site.kinds.studentartikkel)
  await page.goto(`${house.url}/tema/sovn`)
  await page.getByRole('main').getByRole('link', { name: title }).first().click()
  // A number is a link, and does not break at its blank.
  expect(await page.getByRole('main').getByRole('link', { name: '116 123' }).innerText()).toBe('116\u00a0123')

  if (options.javaScriptEnabled) await expectAccessible(page)

  const feed = await (await page.request.get(`${house.url}/feed.atom`)).text()
  expect(feed).toContain(title)
  await flushViews(house.deps.db, house.deps.viewCounter, house.deps.now())
  house.wait({ minutes: 1 })
  await page.goto(`${house.url}/mest-lest`)
  expect(await page.getByRole('main').innerText()).toContain(title)
  expect(violations).toEqual([])
}
