import type { Page } from 'playwright-core'

/** In the form with steps: from one to the next, and to the last, where it is sent. */
export async function goOn(page: Page) {
  await page.locator('[data-step]:visible [data-go-to]').first().click()
}

/** Writes and says whether it may be published: all that must be filled in. */
export async function fillIn(page: Page, text: string, publish = '#publish') {
  await page.fill('#question', text)
  await goOn(page)
  await page.check(publish)
  await goOn(page)
}

/** Without script it is all one page. */
export async function hasSteps(page: Page): Promise<boolean> {
  await page.waitForLoadState('load')
  return page.locator('[data-step] [data-go-to]').first().isVisible()
}

export async function goOnFromText(page: Page, publish = '#publish') {
  await goOn(page)
  await page.check(publish)
  await goOn(page)
}
