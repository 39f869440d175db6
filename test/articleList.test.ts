import { expect, test } from 'vitest'
import { openHouse } from './house.ts'
import { expectValidHtml } from './html.ts'

test('each sees her own, and what waits for her to review; a coordinator sees all', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const draft = await house.given.articleDraft({ title: 'Legens utkast', by: lege.actor })
  const own = await house.given.articleInReview({ title: 'Legens svar', by: lege.actor })
  const other = await house.given.articleInReview({ title: 'En annens svar' })
  const hidden = await house.given.articleDraft({ title: 'En annens utkast' })
  const studies = await house.given.articleInReview({
    title: 'Om studier',
    kind: 'artikkel',
    topic: 'studier',
  })
  const titles = async (who: typeof lege, query = '') => {
    const page = await who.get(`/redaksjon/artikler${query}`)
    expect(page.status).toBe(200)
    await expectValidHtml(page.text)
    return [draft, own, other, hidden, studies].map(({ id }) => page.text.includes(id))
  }
  expect(await titles(lege)).toEqual([true, true, true, false, true])
  expect(await titles(lege, '?vis=mine')).toEqual([true, true, false, false, false])
  expect(await titles(lege, '?vis=kontroll&type=artikkel')).toEqual([false, false, false, false, true])
  expect(await titles(await house.signInAs('radgiver'))).toEqual([false, false, false, false, true])
  expect(await titles(await house.signInAs('koordinator'), '?vis=alle')).toEqual([
    true,
    true,
    true,
    true,
    true,
  ])
  expect(await titles(lege, '?vis=tull&type=x&side=-4')).toEqual([true, true, true, false, true])
  for (const who of ['moderator', 'illustrator', 'administrator']) {
    expect((await (await house.signInAs(who)).get('/redaksjon/artikler')).status, who).toBe(404)
  }
})

test('a long list has pages, and every text stands on exactly one of them', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const by = await house.given.staff('lege')
  const ids: string[] = []
  for (let n = 0; n < 27; n += 1) ids.push((await house.given.articleDraft({ kind: 'artikkel', by })).id)
  const pages = [
    await koordinator.get('/redaksjon/artikler'),
    await koordinator.get('/redaksjon/artikler?side=2'),
  ]
  for (const id of ids) expect(pages.filter(({ text }) => text.includes(id))).toHaveLength(1)
  expect(pages[1]?.text).toContain('aria-current="page"')
  expect((await koordinator.get('/redaksjon/artikler?side=999')).status).toBe(200)
})
