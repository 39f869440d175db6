import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { openHouse, type House } from '../house.ts'
import { codeOf, password } from '../staff.ts'
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
    await page.fill('#epost', 'ola@example.no')
    await page.fill('#passord', password)
    await submit(page)

    expect(await page.locator('h1').textContent()).toBe('Sett opp totrinnsbekreftelse')
    const key = ((await page.locator('main code').textContent()) ?? '').replaceAll(' ', '')
    await page.fill('#kode', codeOf(house, key))
    await submit(page)
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
