import { expect, test } from 'vitest'
import { between, inCircles, longestChain } from '../../scripts/graph/arrows.ts'

const arrows = (...pairs: [string, string][]) => {
  const found = new Map(pairs.flat().map((name) => [name, new Set<string>()]))
  for (const [from, to] of pairs) found.get(from)?.add(to)
  return found
}

test('an engineer sees the longest chain of imports, both ends counted', () => {
  const diamond = arrows(['app', 'store'], ['app', 'routes'], ['routes', 'store'], ['store', 'db'])
  expect(longestChain(diamond)).toEqual(['app', 'routes', 'store', 'db'])
  expect(longestChain(arrows())).toEqual([])
})

test('an engineer sees what is in a circle, and not what only leads to one', () => {
  expect(inCircles(arrows(['app', 'a'], ['a', 'b'], ['b', 'c'], ['c', 'a'], ['c', 'db']))).toEqual([
    'a',
    'b',
    'c',
  ])
  expect(inCircles(arrows(['app', 'a'], ['app', 'b'], ['a', 'b']))).toEqual([])
})

test('an engineer sees which room imports which, and no room that imports itself', () => {
  const files = arrows(['app', 'desk/routes'], ['desk/routes', 'desk/store'], ['desk/store', 'db/open'])
  const roomOf = (file: string) => file.split('/').toReversed()[1]
  expect(between(files, roomOf)).toEqual(arrows(['desk', 'db']))
})
