import { dangerIn } from '../../server/screening/danger.ts'
import { cheapestThresholds, levelOf, type Level } from './costs.ts'
import { leaveOneOut, readExamples } from './examples.ts'
import { linesOf, portionsOf, type Line } from './portions.ts'
import { percent, printTable } from './tables.ts'

type Result = Line & { level: Level }

/** Tables of how well danger is heard, and every line that was misjudged in a portion that the model has not seen. */
export function screenDanger({ misses, leavesOut }: { misses: boolean; leavesOut: boolean }) {
  for (const trained of [true, false]) {
    const results = portionsOf('danger')
      .filter((portion) => portion.trained === trained)
      .flatMap(linesOf)
      .map((line) => ({ ...line, level: dangerIn(line.text).level }))
    if (results.length === 0) continue
    printResults(
      trained ? 'Fare: porsjoner modellen er trent på (TRENT)' : 'Fare: usette porsjoner (USETT)',
      results,
    )
    if (misses || !trained) printMisses(results)
  }
  if (!leavesOut) return
  const examples = readExamples(portionsOf('danger').filter(({ trained }) => trained))
  const judged = leaveOneOut(examples, () => {})
  const thresholds = cheapestThresholds(judged)
  const results = judged.map((line) => ({ ...line, level: levelOf(line, thresholds) }))
  printResults('Fare: hver trent porsjon dømt av en modell som bare har sett de andre (UTELATT)', results)
  if (misses) printMisses(results)
}

function printResults(heading: string, results: Result[]) {
  const portions = [...new Set(results.map(({ portion }) => portion))]
  const languages = ['nb', 'nn', 'en']
  const rows = portions.map((name) => [name, results.filter(({ portion }) => portion === name)] as const)
  const all = languages.map((code) => [code, results.filter(({ language }) => language === code)] as const)
  printTable(
    heading,
    ['', 'linjer', 'alarm', 'alarm el. se på', 'falsk: nær', 'falsk: vanlig', 'se på: nær', 'se på: vanlig'],
    [
      ...rows.flatMap(([name, lines]) => [
        rowOf(name, lines),
        ...languages.map((code) =>
          rowOf(
            `  ${code}`,
            lines.filter(({ language }) => language === code),
          ),
        ),
      ]),
      ...all.map(([code, lines]) => rowOf(`alle ${code}`, lines)),
      rowOf('alle', results),
    ],
  )
}

/** Recall of alarms; of whatever should be seen; then what is given to harmless lines. */
function rowOf(name: string, lines: Result[]): string[] {
  const share = (labels: string[], isHit: (level: Level) => boolean) => {
    const asked = lines.filter(({ label }) => labels.includes(label))
    return percent(asked.filter(({ level }) => isHit(level)).length, asked.length)
  }
  return [
    name,
    String(lines.length),
    share(['alarm'], isAlarm),
    share(['alarm', 'look'], (level) => level !== null),
    share(['near'], isAlarm),
    share(['plain'], isAlarm),
    share(['near'], isLook),
    share(['plain'], isLook),
  ]
}

function isAlarm(level: Level): boolean {
  return level === 'alarm'
}

function isLook(level: Level): boolean {
  return level === 'look'
}

function printMisses(results: Result[]) {
  for (const { portion, label, language, kind, level, text } of results) {
    if (!isMiss(label, level)) continue
    const heard = level === 'alarm' ? 'alarm' : level === 'look' ? 'se på' : 'ingenting'
    console.log(`${portion} ${label} ${language} ${kind} → ${heard}: ${text.replaceAll('\n', ' / ')}`)
  }
  console.log('')
}

function isMiss(label: string, level: Level): boolean {
  if (label === 'alarm') return level !== 'alarm'
  return label === 'look' ? level === null : level === 'alarm'
}
