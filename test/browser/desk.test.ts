import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Actor } from '../../server/accounts/account.ts'
import { startAnswer } from '../../server/answers/store.ts'
import { cookieName } from '../../server/access/guard.ts'
import { addSession } from '../../server/accounts/sessionStore.ts'
import { openHouse, type House } from '../house.ts'
import { deskOf, filledIn } from '../writing.ts'
import { expectAccessible, visit } from './browser.ts'

const looks: BrowserContextOptions[] = [
  { colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  { colorScheme: 'light', viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
]

async function visitAs(house: House, actor: Actor, options: BrowserContextOptions = {}) {
  const { db, sessionSecret, newId, now } = house.deps
  const session = newId()
  await addSession(db, sessionSecret, { id: session, account: actor.id, now: now() })
  const seen = await visit(options)
  await seen.page.context().addCookies([{ name: cookieName(house.deps), value: session, url: house.url }])
  return seen
}

test('an answerer writes with the toolbar and the keys, looks at the preview, and sends it to review', async () => {
  const house = await openHouse()
  const lege = await house.given.staff('lege')
  const question = await house.given.inProgressQuestion({ by: lege })
  const { page, violations } = await visitAs(house, lege)
  await begin(house, page, question.id)

  await page.getByLabel('Svar', { exact: true }).fill('Du er ikke alene.')
  await page.getByLabel('Svar', { exact: true }).press('Control+A')
  await page.getByRole('button', { name: 'Fet' }).click()
  expect(await page.getByLabel('Svar', { exact: true }).inputValue()).toBe('**Du er ikke alene.**')
  await page.getByLabel('Svar', { exact: true }).press('Control+A')
  await page.getByLabel('Svar', { exact: true }).press('Control+b')
  expect(await page.getByLabel('Svar', { exact: true }).inputValue()).toBe('Du er ikke alene.')
  await page.getByLabel('Tittel').fill('Er jeg alene?')
  await page.getByLabel('Ingress').fill('Nei.')
  await page.getByLabel('Spørsmålet slik alle får lese det').fill('Er det flere som har det sånn?')

  await page.getByRole('button', { name: 'Forhåndsvis' }).click()
  expect(await page.getByRole('region', { name: 'Slik blir det' }).textContent()).toContain(
    'Du er ikke alene.',
  )
  expect(await page.getByLabel('Tittel').inputValue()).toBe('Er jeg alene?')
  await page.getByRole('button', { name: 'Send til kvalitetssikring' }).click()
  await page.getByText('Teksten er sendt til kvalitetssikring.').waitFor()
  expect(violations).toEqual([])
})

test('a private answer puts away what only readers would see, also without scripts', async () => {
  const house = await openHouse()
  const lege = await house.given.staff('lege')
  const question = await house.given.inProgressQuestion({ by: lege })
  const { page } = await visitAs(house, lege, { javaScriptEnabled: false })
  await page.goto(house.url + (await begun(house, lege, question.id)))
  expect(await page.getByRole('toolbar').count()).toBe(0)
  await page.getByLabel('Bare innsenderen').check()
  expect(await page.getByLabel('Tittel').isVisible()).toBe(false)
  await page.getByLabel('Svar', { exact: true }).fill('Kjære deg.')
  await page.getByRole('button', { name: 'Send til kvalitetssikring' }).click()
  await page.getByText('Teksten er sendt til kvalitetssikring.').waitFor()
})

test('an answerer is led to what may tell who asked, and decides about each with the keyboard', async () => {
  for (const options of looks) {
    const house = await openHouse()
    const lege = await house.given.staff('lege')
    const asked = { body: 'Jeg heter Kari Nordmann og bor i Førde. Jeg får ikke sove.' }
    const question = 'Kari Nordmann i Førde får ikke sove.'
    const draft = await house.given.articleDraft({ by: lege, asked, question })
    const { page, violations } = await visitAs(house, lege, options)
    await page.goto(`${house.url}/redaksjon/artikler/${draft.id}?rediger=ja`)
    await page.getByRole('button', { name: 'Send til kvalitetssikring' }).press('Enter')
    await page.getByRole('alert').waitFor()
    if (options.javaScriptEnabled !== false) await expectAccessible(page)
    await page.getByRole('link', { name: 'Ta bort «Kari Nordmann»' }).press('Enter')
    await page.keyboard.press('Space')
    await page.getByRole('link', { name: 'Ta bort «Førde»' }).press('Enter')
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Send til kvalitetssikring' }).press('Enter')
    await page.getByText('Teksten er sendt til kvalitetssikring.').waitFor()
    expect(violations).toEqual([])
  }
})

test('whoever comes second sees both texts side by side', async () => {
  const house = await openHouse()
  const lege = await house.given.staff('lege')
  const kari = await house.signInAs('koordinator', { name: 'Kari Koordinator' })
  const draft = await house.given.articleDraft({ by: lege })
  const desk = deskOf(house, draft.id)
  for (const javaScriptEnabled of [true, false]) {
    const { page, violations } = await visitAs(house, lege, { javaScriptEnabled })
    await page.goto(house.url + desk.address)
    await desk.send(kari, '', { ...filledIn, title: `Tittelen til Kari ${house.deps.newId()}` })
    await page.getByLabel('Tittel', { exact: true }).fill('Tittelen min')
    await page.getByRole('button', { name: 'Lagre utkastet' }).click()
    await page.getByRole('heading', { name: 'Noen andre har lagret samtidig' }).waitFor()
    await page.getByRole('button', { name: 'Lagre min tekst i stedet' }).click()
    expect(await page.getByLabel('Tittel').inputValue()).toBe('Tittelen min')
    expect(violations).toEqual([])
  }
})

/** The way in is on the question's own page; here the form is posted from wherever we are. */
async function begin(house: House, page: Page, question: string) {
  await page.goto(`${house.url}/redaksjon/artikler`)
  await page.evaluate(`(() => {
    const form = document.createElement('form')
    form.method = 'post'
    form.action = '/redaksjon/sporsmal/${question}/svar'
    document.body.append(form)
    form.submit()
  })()`)
  await page.getByRole('heading', { name: 'Skriv svaret' }).waitFor()
}

async function begun(house: House, actor: Actor, question: string): Promise<string> {
  const { db, vault, now, newId } = house.deps
  const { id } = await startAnswer(db, vault, { question, by: actor, now: now(), articleId: newId() })
  return `/redaksjon/artikler/${id}`
}
