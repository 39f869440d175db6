import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slugOf } from '../../server/lib/slug.ts'

const addresses = {
  'Å tvile på parforholdet': 'a-tvile-pa-parforholdet',
  'Kaféen og én idé': 'kafeen-og-en-ide',
  'Blåbær, fløte & Æ': 'blabaer-flote-ae',
  'Hva er PMS/PMDD?': 'hva-er-pms-pmdd',
  'Straße, GROẞ': 'strasse-gross',
  'Đorđe og Łukasz': 'dorde-og-lukasz',
  'Kárášjohka, Porsáŋgu, Ruoŧŧa og Žakarias': 'karasjohka-porsangu-ruotta-og-zakarias',
  'Nguyễn Thị Ánh Đào': 'nguyen-thi-anh-dao',
  'Işık fra İstanbul, IĞDIR': 'isik-fra-istanbul-igdir',
  'Zürich, Malmö og Þórr Ðe': 'zurich-malmo-og-thorr-de',
  'Œuvre, ﬁn og ½ liter': 'oeuvre-fin-og-1-2-liter',
  'Kari’s og Ola´s «spise\u00adforstyrrelse»': 'karis-og-olas-spiseforstyrrelse',
  'Hei 😀👩‍⚕️!': 'hei',
  '😀 !!!': '',
}

test('whatever Latin letters a title has, its address is what a person would write', () => {
  for (const [title, address] of Object.entries(addresses)) {
    expect(slugOf(title)).toBe(address)
    expect(slugOf(title.normalize('NFD')), 'decomposed').toBe(address)
  }
})

test('every title, in any script, becomes words of letters and digits of at most 80 characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 150 }), (title) => {
      expect(slugOf(title)).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/)
      expect(slugOf(title).length).toBeLessThanOrEqual(80)
    }),
  )
})

test('a long title is cut between words', () => {
  expect(slugOf('studenter '.repeat(9))).toBe('studenter-'.repeat(8).slice(0, -1))
  expect(slugOf('e'.repeat(90))).toBe('e'.repeat(80))
})
