import { expect, test } from 'vitest'
import { pagePaths } from '../server/site/pages.ts'
import { expectValidHtml } from './html.ts'
import { openHouse } from './house.ts'

test('whoever wants to know how the service works finds a page for it', async () => {
  const house = await openHouse()
  for (const path of Object.values(pagePaths)) {
    const page = await house.visitor.get(path)
    expect(page.status, path).toBe(200)
    await expectValidHtml(page.text)
  }
})

test('every page that the prose leads to is there', async () => {
  const house = await openHouse()
  const pages = await Promise.all(Object.values(pagePaths).map((path) => house.visitor.get(path)))
  const links = new Set(
    pages.flatMap(({ text }) => [...text.matchAll(/href="(\/[^"#]*)"/g)].map(([, path = '']) => path)),
  )
  expect(links.size).toBeGreaterThan(8)
  for (const path of links) expect([200, 303], path).toContain((await house.visitor.get(path)).status)
})

test('whoever finds a weakness is told where to report it, and for how long that holds', async () => {
  const house = await openHouse()
  const { status, text } = await house.visitor.get('/.well-known/security.txt')
  expect(status).toBe(200)
  expect(text).toContain('Contact: mailto:sikkerhet@example.no')
  const expires = new Date(/^Expires: (.+)$/m.exec(text)?.[1] ?? '')
  expect(expires.getTime()).toBeGreaterThan(house.deps.now().getTime())
})
