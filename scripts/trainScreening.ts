/**
 * Makes content/danger-weights.json of the portions marked as trained: `npm run screening:train`, half a minute. The
 * same portions always give the same file. Stopped half way it has changed nothing.
 */
import { writeFileSync } from 'node:fs'
import { packWeights } from '../server/screening/packedWeights.ts'
import { cheapestThresholds } from './screening/costs.ts'
import { leaveOneOut, readExamples } from './screening/examples.ts'
import { portionsOf } from './screening/portions.ts'
import { train } from './screening/training.ts'

const file = new URL('../content/danger-weights.json', import.meta.url)
const examples = readExamples(portionsOf('danger').filter(({ trained }) => trained))
console.log(`${examples.length} linjer lest`)
const judged = leaveOneOut(examples, (name) => console.log(`lærer uten ${name} …`))
const thresholds = cheapestThresholds(judged)
console.log('lærer av alle …', thresholds)
const weights = packWeights(train(examples))
writeFileSync(file, `${JSON.stringify({ thresholds, weights }, null, 2)}\n`)
