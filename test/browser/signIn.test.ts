import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { openHouse, type House } from '../house.ts'
import { cookieName } from '../../server/accounts/guard.ts'
import { addSession } from '../../server/accounts/sessionStore.ts'
import { codeOf, newColleague, password } from '../staff.ts'
import { expectAccessible, visit } from './browser.ts'

const submit = (page: Page) => page.locator('main button[type=submit]').first().click()

async function invitationLink(house: House): Promise<string> {
  const admin = await house.signInAs('administrator')
  const fields = { navn: 'Ola Nordli', epost: 'ola@example.no', samskipnad: 'sio', fagbakgrunn: 'psykolog' }
  await admin.post('/redaksjon/admin/kontoer', { ...fields, roller: ['svarer'] })
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

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pages of signing in and of my account are for everyone, in ${colorScheme} colours`, async () => {
    const house = await openHouse()
    const link = await invitationLink(house)
    const id = await newColleague(house)
    const { page, violations } = await visit({ colorScheme, viewport: { width: 320, height: 640 } })
    for (const address of [
      '/redaksjon/inn',
      '/redaksjon/glemt',
      '/redaksjon/glemt?sendt=ja',
      new URL(link).pathname,
      '/redaksjon/invitasjon/x',
    ]) {
      await page.goto(house.url + address)
      await expectAccessible(page)
    }
    await page.goto(`${house.url}/redaksjon/inn`)
    await submit(page)
    await expectAccessible(page)
    expect(await page.evaluate('document.activeElement.matches("[data-error-summary]")')).toBe(true)

    await enterAs(house, page, id)
    for (const address of ['/redaksjon/konto', '/redaksjon/konto/tofaktor', '/redaksjon/bekreft']) {
      await page.goto(house.url + address)
      await expectAccessible(page)
    }
    expect(await page.evaluate('document.cookie + localStorage.length + sessionStorage.length')).toBe('00')
    expect(violations).toEqual([])
  })

  test(`the rooms of the administrator are for everyone, in ${colorScheme} colours`, async () => {
    const house = await openHouse()
    const id = await newColleague(house, { roles: ['administrator'] })
    const rooms = [
      '',
      '/kontoer',
      '/kontoer/ny',
      `/kontoer/${id}`,
      '/samskipnader',
      '/samskipnader/sit',
      '/studiesteder/uio',
      '/temaer',
      '/temaer/sovn',
      '/fagbakgrunner',
      '/fagbakgrunner/lege',
      '/logg',
    ]
    const { page, violations } = await visit({ colorScheme, viewport: { width: 320, height: 640 } })
    await enterAs(house, page, id)
    for (const room of rooms) {
      await page.goto(`${house.url}/redaksjon/admin${room}`)
      await expectAccessible(page)
    }
    await submit(page)
    expect(await page.locator('h1').textContent()).toBe('Kontroller kjeden')
    await expectAccessible(page)
    expect(violations).toEqual([])
  })
}

async function enterAs({ deps, url }: House, page: Page, account: string) {
  const id = deps.newId()
  await addSession(deps.db, deps.sessionSecret, { id, account, now: deps.now() })
  await page
    .context()
    .addCookies([{ name: cookieName(false), value: id, url, httpOnly: true, sameSite: 'Strict' }])
}
