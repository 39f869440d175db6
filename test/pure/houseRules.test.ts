import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { dictionaries } from '../../server/i18n/dictionary.ts'

const root = path.resolve(import.meta.dirname, '../..')

function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name))
}

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const isStore = (file: string) => /(^|\/)(store|\w+Store)\.ts$/.test(file)
const tableCall = /\b(?:db|tx)(?:<[^>]*>)?\(\s*['"`](\w+)/g
// A statement reaches to the next mention of a database, or to the end of its function.
const writes =
  /\b(?:db|tx)(?:<[^>]*>)?\(\s*['"`](\w+)['"`]\s*\)(?:(?!\b(?:db|tx)\b|\n})[\s\S])*?\.(?:insert|update|delete|increment|del)\(/g

test('a reader finds SQL only in stores', () => {
  const strays = filesUnder('server', '.ts')
    .filter((file) => !isStore(file) && !file.startsWith('server/db/') && file !== 'server/web/health.ts')
    .filter((file) => new RegExp(tableCall).test(read(file)) || /\.raw\(/.test(read(file)))
  expect(strays).toEqual([])
})

test('every table has one writer', () => {
  const writers = new Map<string, Set<string>>()
  for (const file of filesUnder('server', '.ts').filter(isStore)) {
    for (const [, table] of statementsOf(read(file))) {
      writers.set(table, (writers.get(table) ?? new Set()).add(file))
    }
  }
  const crowded = [...writers]
    .filter(([, files]) => files.size > 1)
    .map(([table, files]) => [table, ...files])
  expect(writers.size).toBeGreaterThan(15)
  expect(crowded).toEqual([])
})

test('views print raw text only where it is made safe', () => {
  const allowed = /^(include\(|it\.body\b|[\w.]+Html\b)/
  const strays = filesUnder('views', '.eta').flatMap((file) =>
    [...read(file).matchAll(/<%~\s*([^%]*)%>/g)]
      .map(([, expression = '']) => expression.trim())
      .filter((expression) => !allowed.test(expression))
      .map((expression) => `${file}: ${expression}`),
  )
  expect(strays).toEqual([])
})

test('every text a view asks for is in the dictionary', () => {
  const missing = filesUnder('views', '.eta').flatMap((file) =>
    [...read(file).matchAll(/\bit\.t\.([\w.]+)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !isIn(dictionaries.nb, name.split('.')))
      .map((name) => `${file}: ${name}`),
  )
  expect(missing).toEqual([])
})

test('every text of the dictionary is asked for somewhere, by its own name', () => {
  const askers = [
    ...filesUnder('server', '.ts'),
    ...filesUnder('views', ''),
    ...filesUnder('content', '.json'),
  ]
    .filter((file) => /\.(ts|eta|js|json)$/.test(file) && !file.startsWith('server/i18n/'))
    .flatMap((file) => read(file).match(/[\wæøå-]+/g) ?? [])
  const known = new Set(askers)
  const texts = leavesOf(dictionaries.nb, [])
  expect(texts.length).toBeGreaterThan(500)
  expect(texts.filter((name) => !known.has(name.split('.').at(-1) ?? ''))).toEqual([])
})

test('views carry no style, script or handler of their own', () => {
  const strays = filesUnder('views', '.eta').filter((file) =>
    /<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=["']/.test(read(file)),
  )
  expect(strays).toEqual([])
})

test('no two migrations have the same number, so that their order is no accident', () => {
  const files = filesUnder('migrations', '.ts').toSorted()
  const numbers = files.map((file) => path.basename(file).split('_')[0])
  expect(numbers).toEqual(numbers.map((_, index) => String(index + 1).padStart(3, '0')))
})

test('names and titles are put in order in one place, as a Norwegian looks them up', () => {
  const otherOrder = /localeCompare|Collator|orderBy\([^)]*['".](?:name|title)['"]/
  const strays = [...filesUnder('server', '.ts'), ...filesUnder('views', '.eta')]
    .filter((file) => file !== 'server/lib/norwegianOrder.ts')
    .filter((file) => otherOrder.test(read(file)))
  expect(strays).toEqual([])
})

/** The path of every text: what is not a group of texts. */
function leavesOf(value: unknown, path: string[]): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path.join('.')]
  return Object.entries(value).flatMap(([name, part]) => leavesOf(part, [...path, name]))
}

function statementsOf(source: string): [string, string][] {
  return [...source.matchAll(writes)].map(([statement, table = '']) => [statement, table])
}

/** Whether a path of names leads to a text; stops being strict below a function or a list. */
function isIn(value: unknown, names: string[]): boolean {
  const [name, ...rest] = names
  if (
    name === undefined ||
    typeof value === 'function' ||
    typeof value === 'string' ||
    Array.isArray(value)
  ) {
    return value !== undefined
  }
  if (typeof value !== 'object' || value === null) return false
  return name in value && isIn((value as Record<string, unknown>)[name], rest)
}
