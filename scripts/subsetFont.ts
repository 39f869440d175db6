import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'

/**
 * Makes the fonts of `views/assets/fonts` out of the whole Inter: of each face in `fonts.css` the signs and the weights
 * that stand there. They are kept with the code, so that a start needs no font tools.
 */
const assets = new URL('../views/assets/', import.meta.url)
const { resolve } = createRequire(import.meta.url)
const face =
  /font-weight: (\d+) (\d+);\s*src: url\('\.\.\/fonts\/([\w-]+)\.woff2'\)[^}]*unicode-range:([^;]+);/g

for (const [, min, max, name, ranges = ''] of readFileSync(new URL('css/fonts.css', assets), 'utf8').matchAll(
  face,
)) {
  const whole = readFileSync(resolve(`@fontsource-variable/inter/files/${name}-wght-normal.woff2`))
  const weights = { wght: { min: Number(min), max: Number(max) } }
  const part = await subsetFont(whole, signsIn(ranges), { targetFormat: 'woff2', variationAxes: weights })
  writeFileSync(fileURLToPath(new URL(`fonts/${name}.woff2`, assets)), part)
  console.log(`${name}.woff2: ${part.length} bytes of ${whole.length}`)
}

function signsIn(ranges: string): string {
  return Array.from(ranges.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g), ([, from = '', to = from]) => {
    const first = Number.parseInt(from, 16)
    const count = Number.parseInt(to, 16) - first + 1
    return String.fromCodePoint(...Array.from({ length: count }, (_, more) => first + more))
  }).join('')
}
