/**
 * Writes content/common-words.json: how common a stem is in what people write to us, told from our own portions and
 * articles. `npm run screening common-words` after a portion is added.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { stemOf } from '../../server/screening/wordStems.ts'

const content = fileURLToPath(new URL('../../content/', import.meta.url))
/** A word in fewer of a thousand texts than this is rare; in more than the other it says nothing even beside a rare one. */
const [rareBelow, everydayFrom] = [2, 25]

export function writeCommonWords() {
  const texts = [...portions(), ...articles()]
  const counts = new Map<string, number>()
  for (const text of texts) for (const stem of stemsOf(text)) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  const perThousand = ([, count]: [string, number]) => (1000 * count) / texts.length
  const stems = [...counts].filter((entry) => perThousand(entry) >= rareBelow)
  const everyday = stems.filter((entry) => perThousand(entry) >= everydayFrom)
  const service = ['topics', 'help-lines', 'professions', 'samskipnader'].flatMap((name) => [
    ...stemsOf(readFileSync(`${content}${name}.json`, 'utf8')),
  ])
  const file = {
    about:
      'Stems of words that are common in what people write to the service, so that what is rare can be told from it (server/screening/leftOut.ts). Made by scripts/screening/commonWords.ts from content/screening/*.tsv and content/articles/*.md. everyday: so common that they say nothing beside a rare word either. service: the words of topics, help lines, professions and samskipnader.',
    common: lines(stems.filter((entry) => !everyday.includes(entry)).map(([stem]) => stem)),
    everyday: lines(everyday.map(([stem]) => stem)),
    service: lines(service),
  }
  writeFileSync(`${content}common-words.json`, `${JSON.stringify(file, null, 2)}\n`)
}

function portions(): string[] {
  const names = readdirSync(`${content}screening`).filter((name) => name.endsWith('.tsv'))
  return names.flatMap((name) =>
    readFileSync(`${content}screening/${name}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((row) => (row.split('\t')[3] ?? '').replaceAll('\\n', ' ')),
  )
}

function articles(): string[] {
  return readdirSync(`${content}articles`).flatMap((name) =>
    readFileSync(`${content}articles/${name}`, 'utf8').split('\n\n'),
  )
}

function stemsOf(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(/\p{L}{2,}/gu), ([word]) => stemOf(word)))
}

/** By first letter, so that a change is seen. */
function lines(stems: string[]): string[] {
  const sorted = [...new Set(stems)].toSorted()
  return [...new Set(sorted.map(([letter]) => letter))].map((letter) =>
    sorted.filter((stem) => stem.startsWith(letter ?? '')).join(' '),
  )
}
