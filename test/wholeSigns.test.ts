import { expect, test } from 'vitest'
import { publicDetailsIn } from '../server/articles/publicDetails.ts'
import { openHouse } from './house.ts'
import { titleOf } from './html.ts'
import { begunAnswer, filledIn } from './writing.ts'

const family = '👨‍👩‍👧‍👦'
/** Families that one letter more or less moves against the place where a text is cut. */
const crowds = ['', 'a', 'ab', 'abc', 'abcd'].map((before) => before + family.repeat(100))

test('no page cuts what people wrote inside a sign: the list, the tab, and a code that was wrong', async () => {
  const house = await openHouse()
  const { lege, desk } = await begunAnswer(house)
  for (const crowd of crowds) {
    const { text } = await house.visitor.post('/kvittering', { code: crowd })
    expect(remains(/name="code"[^>]*value="([^"]*)"/.exec(text)?.[1])).toBe('')
    const editor = await desk.send(lege, '/forhandsvisning', { ...filledIn, title: crowd })
    expect(remains(titleOf(editor.text).split('…')[0])).toBe('')
    await house.given.receivedQuestion({ body: crowd })
  }
  const list = (await (await house.signInAs('moderator')).get('/redaksjon/mottak')).text
  const beginnings = [...list.matchAll(/>([^<]*👨[^<]*)…</gu)].map(([, beginning]) => beginning)
  expect(beginnings).toHaveLength(crowds.length)
  for (const beginning of beginnings) expect(remains(beginning)).toBe('')
})

test('what stands beside an identifying detail is cut between signs', () => {
  for (const crowd of crowds) {
    const question = `${crowd}, 90 12 34 56,${crowd}`
    const [detail] = publicDetailsIn(
      { title: '', summary: '', question, body: '' },
      { text: '', ageBand: null },
    )
    for (const { before, after } of detail?.places ?? []) {
      expect([remains(before), remains(after)]).toEqual(['', ''])
    }
    expect(detail?.places).toHaveLength(1)
  }
})

/** What is left of a text when its whole families and the letters around them are taken away. */
function remains(text = 'nothing'): string {
  return text.replaceAll(family, '').replace(/^[…,\s]*[a-d]{0,4}|[…,\s]+$/g, '')
}
