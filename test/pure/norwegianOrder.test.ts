import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byName, compareWords } from '../../server/lib/norwegianOrder.ts'
import { anyText } from '../anyText.ts'

test('names stand where a Norwegian looks them up', () => {
  const inOrder = [
    'Ada',
    'anne',
    'Anne',
    'Anne Berg',
    'Émile',
    'Hus 2',
    'Hus 10',
    'Müller',
    'Zoe',
    'Ærlend',
    'Øyvind',
    'Åse',
    'Aase',
    'Aasmund',
  ]
  for (const mixed of [inOrder.toReversed(), inOrder.toSorted()]) {
    expect(mixed.toSorted(compareWords)).toEqual(inOrder)
  }
})

test('two ways of writing one letter are one place in the list', () => {
  expect(compareWords('Åse'.normalize('NFD'), 'Åse')).toBe(0)
})

test('those with the same name keep the order they came in', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ name: fc.oneof(fc.constantFrom('Åse', 'anne'), anyText()) })),
      (named) => {
        const ordered = byName(named)
        const places = ordered.map((one) => named.indexOf(one))
        for (const [index, place] of places.slice(1).entries()) {
          const order = compareWords(ordered[index]?.name ?? '', named[place]?.name ?? '')
          expect(order < 0 || (order === 0 && (places[index] ?? 0) < place)).toBe(true)
        }
      },
    ),
    { numRuns: 100 },
  )
})
