import { identifyingReport } from './screening/identifying.ts'

process.stdout.write(`${identifyingReport()}\n`)
