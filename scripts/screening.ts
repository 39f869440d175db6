import { writeCommonWords } from './screening/commonWords.ts'
import { screenDanger } from './screening/danger.ts'
import { identifyingReport } from './screening/identifying.ts'

/**
 * How well danger and identifying details are noticed, by portion and language: `npm run screening`. With `--misses`
 * every misjudged line of the portions that the model was trained on as well; with `--quick` no leaving out.
 */
const asked = process.argv.slice(2)
if (asked[0] === 'common-words') writeCommonWords()
else {
  screenDanger({ misses: asked.includes('--misses'), leavesOut: !asked.includes('--quick') })
  process.stdout.write(`${identifyingReport()}\n`)
}
