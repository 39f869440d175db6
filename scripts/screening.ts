import { writeCommonWords } from './screening/commonWords.ts'
import { identifyingReport } from './screening/identifying.ts'

if (process.argv[2] === 'common-words') writeCommonWords()
else process.stdout.write(`${identifyingReport()}\n`)
