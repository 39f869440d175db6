import { expect, test } from 'vitest'
import { openHouse } from '../house.ts'
import { visit } from './browser.ts'

test.each([
  { width: 360, height: 740 },
  { width: 360, height: 640 },
  { width: 320, height: 568 },
])('on a phone of $width × $height the room for her question is in the first screen', async (viewport) => {
  const house = await openHouse()
  const { page } = await visit({ viewport })
  await page.goto(`${house.url}/spor`)
  const { y = Infinity, height = 0 } = (await page.locator('#question').boundingBox()) ?? {}
  expect(y).toBeLessThan(340)
  expect(y + height).toBeLessThan(viewport.height)
})

test('the promise is short, and there is more of it on a touch', async () => {
  const house = await openHouse()
  const { page } = await visit({ viewport: { width: 360, height: 740 } })
  await page.goto(`${house.url}/spor`)
  const promise = page.locator('.promise')
  expect((await promise.boundingBox())?.height).toBeLessThan(90)
  await promise.locator('summary').click()
  expect(await promise.getByRole('link').isVisible()).toBe(true)
})
