import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { identifyingDetailsIn } from '../../server/screening/identifying.ts'

type Line = { isIdentifying: boolean; language: string; kind: string; text: string; parts: string[] }

/** The rules were made on these portions; every other was written by somebody who had seen no rule. */
const madeOn = new Set(['identifying-a.tsv', 'identifying-b.tsv'])
const folder = fileURLToPath(new URL('../../content/screening/', import.meta.url))

/** Tables and every miss, as text: how much is found, and how often what tells of nobody is marked. */
export function identifyingReport(): string {
  const portions = readdirSync(folder).filter((name) => /^identifying-.*\.tsv$/.test(name))
  return portions.map((name) => portionReport(name, linesOf(name))).join('\n\n')
}

/** The same in figures, of the portions the rules were made on. */
export function portionsOfIdentifying() {
  return [...madeOn].map((name) => {
    const lines = linesOf(name)
    const identifying = lines.filter((line) => line.isIdentifying)
    const harmless = lines.filter((line) => !line.isIdentifying)
    return {
      identifying: identifying.length,
      found: identifying.filter(isFound).length,
      harmless: harmless.length,
      marked: harmless.filter(({ text }) => identifyingDetailsIn(text).length > 0).length,
    }
  })
}

function portionReport(name: string, lines: Line[]): string {
  const identifying = lines.filter((line) => line.isIdentifying)
  const harmless = lines.filter((line) => !line.isIdentifying)
  const missed = identifying.filter((line) => !isFound(line))
  const marked = harmless.filter((line) => identifyingDetailsIn(line.text).length > 0)
  return [
    `Identifying details, ${name} (${madeOn.has(name) ? 'made on' : 'unseen'})`,
    ...[...new Set(lines.map(({ language }) => language)), 'all'].map((language) => {
      const of = (some: Line[]) => some.filter((line) => language === 'all' || line.language === language)
      return [
        `  ${language.padEnd(4)}`,
        `found ${share(of(identifying).length - of(missed).length, of(identifying).length)}`,
        `marked for nothing ${share(of(marked).length, of(harmless).length)}`,
      ].join('  ')
    }),
    ...missed.map(({ language, kind, text }) => `  missed (${language}, ${kind}): ${text}`),
    ...marked.map(({ language, kind, text }) => `  for nothing (${language}, ${kind}): ${shown(text)}`),
  ].join('\n')
}

/** Found when a mark meets one of the pieces that identify; a mark somewhere else in the line finds nothing. */
function isFound({ text, parts }: Line): boolean {
  const marks = identifyingDetailsIn(text)
  return parts.some((part) => {
    const start = text.indexOf(part)
    return start >= 0 && marks.some((mark) => mark.start < start + part.length && mark.end > start)
  })
}

function shown(text: string): string {
  const marks = identifyingDetailsIn(text).map(({ kind, text: it }) => `${kind}: ${it}`)
  return `${text} [${marks.join(', ')}]`
}

function share(some: number, all: number): string {
  return `${some} of ${all} (${all === 0 ? '–' : `${((100 * some) / all).toFixed(1)} %`})`
}

function linesOf(name: string): Line[] {
  const [, ...rows] = readFileSync(folder + name, 'utf8')
    .trimEnd()
    .split('\n')
  return rows.map((row) => {
    const [label = '', language = '', kind = '', text = '', part = ''] = row.split('\t')
    return { isIdentifying: label === 'identifying', language, kind, text, parts: part.split(' | ') }
  })
}
