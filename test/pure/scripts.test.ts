import { afterAll, expect, test } from 'vitest'
import { scripts } from '../../server/web/assets.ts'
import { bundle, stopBundler } from '../../server/web/bundle.ts'
import { tooNewIn } from './oldBrowsers.ts'

const bundled = bundle(scripts.map((name) => `js/${name}.ts`))
afterAll(stopBundler)

test.each(scripts)('%s.js is read and run by the oldest browsers that are meant', async (name) => {
  const { files, addresses } = await bundled
  const file = files.find((one) => one.name === addresses.get(`${name}.js`))
  expect(tooNewIn(String(file?.bytes))).toEqual([])
})

test.each([
  ['/(?<!a)b/.test(text)', '(?<!'],
  ['new RegExp(`${before}(?<=a)b`)', '(?<='],
  ['structuredClone(it)', 'structuredClone'],
  ['new CompressionStream()', 'CompressionStream'],
  ['list.at(-1)', '.at'],
  ['list.toSorted()', '.toSorted'],
  ['list.findLast(Boolean)', '.findLast'],
  ['Object.hasOwn(it, "x")', 'Object.hasOwn'],
  ['AbortSignal.timeout(5)', 'AbortSignal.timeout'],
  ['crypto.randomUUID()', '.randomUUID'],
  ['form.requestSubmit()', '.requestSubmit'],
])('«%s» would be found', (script, found) => {
  expect(tooNewIn(script)).toEqual([found])
})

test.each(['a ??= b', 'class A { static { b() } }', '/a/v.test(b)', '/(?<a>.)/d', '10_000n', '/(?i:a)/'])(
  '«%s» would not be read',
  (script) => expect(() => tooNewIn(script)).toThrow(SyntaxError),
)

test.each([
  'text.replaceAll("a", "b")',
  'list.replaceChildren()',
  'mine.constructor()',
  'new AbortController()',
])('«%s» is old enough', (script) => expect(tooNewIn(script)).toEqual([]))
