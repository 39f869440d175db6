import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { runUrgentJob } from '../../server/jobs/urgent.ts'
import { openHouse, type House } from '../house.ts'
import { codeOf, newColleague, password } from '../staff.ts'
import { arrivesUrgent } from '../urgentCases.ts'
import { visit } from './browser.ts'

const submit = (page: Page) => page.locator('main button[type=submit]').first().click()

async function invitationLink(house: House): Promise<string> {
  const admin = await house.signInAs('administrator')
  const fields = { navn: 'Ola Nordli', epost: 'ola@example.no', samskipnad: 'sio', fagbakgrunn: 'psykolog' }
  await admin.post('/redaksjon/admin/kontoer', { ...fields, roller: ['svarer'] })
  await house.post()
  return house.mails.at(-1)?.text.match(/https?:\S+/)?.[0] ?? ''
}

for (const javaScriptEnabled of [false, true]) {
  const how = javaScriptEnabled ? 'with' : 'without'
  test(`a newcomer follows the link in her mail and comes all the way in, ${how} JavaScript`, async () => {
    const house = await openHouse()
    const link = await invitationLink(house)
    const { page, violations } = await visit({ javaScriptEnabled, viewport: { width: 390, height: 800 } })
    const requests: Request[] = []
    page.on('request', (request) => requests.push(request))

    await page.goto(link)
    await page.fill('#passord', password)
    await submit(page)
    expect(new URL(page.url()).pathname).toBe('/redaksjon/inn')
    await signInAt(house, page, 'ola@example.no')
    expect(await page.locator('.recovery-codes code').count()).toBe(10)
    await page.goto(`${house.url}/redaksjon/konto`)
    expect(await page.locator('h1').textContent()).toBe('Min konto')

    // The token is in no request but the one for the page itself, and the form still says where it comes from.
    const token = link.split('/').at(-1) ?? 'none'
    for (const request of requests.filter((one) => one.url() !== link)) {
      expect(request.url()).not.toContain(token)
      expect((await request.allHeaders())['referer'] ?? '').not.toContain(token)
    }
    const sent = requests.find((one) => one.method() === 'POST')
    expect((await sent?.allHeaders())?.['origin']).toBe(house.url)
    expect(violations).toEqual([])
  })
}

test('who opens an alarm in her web mail is still signed in, and a form there does nothing in her name', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['koordinator'] })
  const question = await arrivesUrgent(house)
  await runUrgentJob(house.deps)
  const address = house.mails.at(-1)?.text.match(/https?:\S+/)?.[0] ?? ''
  const { page } = await visit()
  await page.goto(`${house.url}/redaksjon/inn`)
  await signInAt(house, page, 'kari@example.no')
  await page.route('http://post.example/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<a href="${address}">Se saken</a>
        <form method="post" action="${house.url}/redaksjon/sporsmal/${question.id}/hast"><button>Vinn</button></form>`,
    }),
  )

  await page.goto('http://post.example/')
  await page.click('a')
  expect(page.url()).toBe(address)
  expect(await page.locator('h1').textContent()).not.toContain('Logg inn')

  await page.goto('http://post.example/')
  await page.click('button')
  expect(await page.locator('main').textContent()).toContain(
    'Vi kunne ikke se at skjemaet kom fra vår egen side',
  )
  expect(await house.deps.db('urgent_cases').where({ closed_at: null }).pluck('question')).toEqual([
    question.id,
  ])
})

/** At the form: with her password, and an app that she sets up. */
async function signInAt(house: House, page: Page, email: string) {
  await page.fill('#epost', email)
  await page.fill('#passord', password)
  await submit(page)
  expect(await page.locator('h1').textContent()).toBe('Sett opp totrinnsbekreftelse')
  const key = ((await page.locator('main code').textContent()) ?? '').replaceAll(' ', '')
  await page.fill('#kode', codeOf(house, key))
  await submit(page)
}
