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

test('a page that shuts someone out would be found', async () => {
  const { page } = await visit({ viewport: { width: 320, height: 640 } })
  const show = (body: string) =>
    page.setContent(
      `<!doctype html><html lang="nb"><title>Side</title><main><h1>Side</h1>${body}</main></html>`,
    )
  await show('<p style="color: #aaa">Grått på hvitt</p><img src="data:," alt="">')
  await expect(expectAccessible(page)).rejects.toMatchObject({ actual: ['color-contrast: p'] })
  await show('<img src="data:,"><input><button></button>')
  await expect(expectAccessible(page)).rejects.toMatchObject({
    actual: ['button-name: button', 'image-alt: img', 'label: input', 'target-size: button'],
  })
  await show('<p style="width: 400px; background: white">For bred</p>')
  await expect(expectAccessible(page)).rejects.toThrow('wider than the window')
  await show('<p>For alle</p>')
  await expectAccessible(page)
})
