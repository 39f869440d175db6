import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalPath } from '../../server/web/oneAddress.ts'

const segment = fc.stringMatching(/^[a-z0-9_-][a-z0-9_.-]{0,12}$/)
const slashes = fc.constantFrom('/', '//', '///')
const spellings: ((letter: string) => string)[] = [
  (letter) => letter,
  (letter) => letter.toUpperCase(),
  (letter) => `%${letter.charCodeAt(0).toString(16)}`,
  (letter) => `%${letter.toUpperCase().charCodeAt(0).toString(16).toUpperCase()}`,
]
const choices = fc.array(fc.nat(spellings.length - 1), { minLength: 1, maxLength: 20 })

test('however an address of ours is spelled, it leads to the one', () => {
  const parts = fc.array(fc.tuple(slashes, segment, choices), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(parts, fc.constantFrom('', '/', '//'), (all, end) => {
      const odd = all.map(([slash, word, chosen]) => slash + respelled(word, chosen)).join('') + end
      expect(canonicalPath(odd)).toBe(`/${all.map(([, word]) => word).join('/')}`)
    }),
  )
})

function respelled(word: string, chosen: number[]): string {
  return Array.from(word, (letter, at) => spellings[chosen[at % chosen.length] ?? 0]?.(letter)).join('')
}

test('whatever is asked for, nobody is sent round in a circle, or to another host', () => {
  const pieces = '/ // \\ . .. % %2e %2F %5c %00 @ : a - _ ~ Å %C3%85 %E2%84%AA K'.split(' ')
  const path = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((all) => all.join(''))
  fc.assert(
    fc.property(path, (any) => {
      const one = canonicalPath(`/${any}`)
      expect(canonicalPath(one)).toBe(one)
      expect(one).toMatch(/^\/(?!\/)/)
    }),
  )
})
