import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openHouse } from '../house.ts'
import { visit } from './browser.ts'

const norwegian = 'Blåbærsyltetøy på skiva – «én, òg, ærlig» … 1 000 kr? Æ, Ø & Å!'
const sami =
  'Davvisámegiella: čáhci, đ, ŋ, š, ŧ, ž. Julevsámegiella: ń. Åarjelsaemien: ï, ö, ä. Sääʹmǩiõll: ǥ, ǧ, ǩ, ʒ, ǯ.'

test('Norwegian, Sámi and English are written in Inter from the second page on, at the latest', async () => {
  const house = await openHouse()
  const { page, violations } = await visit()
  for (let visits = 0; visits < 2; visits += 1) {
    await page.goto(`${house.url}/om`)
    for (const text of [norwegian, sami]) await fontsFor(page, text)
    await page.evaluate('document.fonts.ready')
  }
  expect(await fontsFor(page, norwegian)).toEqual(['Inter'])
  expect(await fontsFor(page, sami)).toEqual(['Inter'])
  expect(violations).toEqual([])
})

test('a page asks for the font that it begins with, and for no other', async () => {
  const house = await openHouse()
  const { page, violations } = await visit()
  const fonts: string[] = []
  page.on('request', (request) => request.resourceType() === 'font' && fonts.push(request.url()))
  await page.goto(`${house.url}/om`, { waitUntil: 'networkidle' })
  expect(fonts).toEqual([`${house.url}${await page.getAttribute('link[rel=preload]', 'href')}`])
  // Among them is that what was fetched beforehand is not used.
  expect(violations).toEqual([])
})

/** The fonts in which the browser writes a text. */
async function fontsFor(page: Page, text: string): Promise<string[]> {
  await page.evaluate(`document.querySelector('h1').textContent = ${JSON.stringify(text)}`)
  const client = await page.context().newCDPSession(page)
  await client.send('DOM.enable')
  await client.send('CSS.enable')
  const { root } = await client.send('DOM.getDocument')
  const { nodeId } = await client.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'h1' })
  const { fonts } = await client.send('CSS.getPlatformFontsForNode', { nodeId })
  return [...new Set(fonts.map(({ familyName }) => familyName))]
}
