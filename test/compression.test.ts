import { expect, test } from 'vitest'
import { ask, aQuestion, codeIn } from './asking.ts'
import { openHouse, type House } from './house.ts'

const reads = { 'Accept-Encoding': 'gzip, br' }

test('forms that nobody has written in, and prose, come quickly over a slow line', async () => {
  const house = await openHouse()
  for (const path of ['/spor', '/kvittering', '/hjelp-na', '/om', '/personvern', '/', '/artikler']) {
    const page = await house.visitor.get(path, reads)
    expect([path, page.status, page.headers.get('Content-Encoding')]).toEqual([path, 200, 'br'])
    expect(page.headers.get('Vary'), path).toContain('Accept-Encoding')
    expect(page.text, path).toContain('</html>')
    expect((await house.visitor.get(path, { 'Accept-Encoding': 'identity' })).text.length).toBeGreaterThan(
      1000,
    )
  }
})

test('what she has written, her code and her receipt are never compressed', async () => {
  const house = await openHouse()
  for (const [what, page] of Object.entries(await pagesWithWords(house))) {
    expect([what, page.headers.get('Content-Encoding')]).toEqual([what, null])
    expect(page.headers.get('Cache-Control'), what).toContain('no-transform')
  }
})

async function pagesWithWords(house: House) {
  const post = (path: string, fields: Record<string, string>) => house.visitor.post(path, fields, reads)
  const shown = await ask(house.visitor, { ...aQuestion, publish: 'ja' })
  const code = codeIn(shown) ?? ''
  expect(code).not.toBe('')
  return {
    shown,
    faulty: await post('/spor', { question: '' }),
    check: await ask(house.visitor, { ...aQuestion, question: 'Ring meg på 913 45 678, jeg får ikke sove.' }),
    receipt: await post('/kvittering', { code }),
    wrong: await post('/kvittering', { code: 'feil' }),
    regret: await post('/kvittering/sletting', { code }),
  }
}
