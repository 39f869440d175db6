import { expect, test } from 'vitest'
import { openHouse } from '../house.ts'
import { expectAccessible, visit } from './browser.ts'

test('a visitor who lands on a page that is not there can read it', async () => {
  const house = await openHouse()
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, violations } = await visit({ colorScheme, viewport: { width: 320, height: 640 } })
    await page.goto(`${house.url}/finnes-ikke`)
    await expectAccessible(page)
    expect(violations).toEqual([])
  }
})
