import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** The end of a run with tests that passed and errors beside them, in a process that something else ends with 0. */
function endOfRun(run: { passed: number; errors: number }) {
  const program = `
    import { closingLine } from './scripts/closingLine.ts'
    const tests = Array(${run.passed}).fill({ result: () => ({ state: 'passed' }) })
    const modules = [{ children: { allTests: () => tests }, errors: () => [] }]
    closingLine.onTestRunEnd(modules, Array(${run.errors}).fill('failed'))
    process.exit(0)
  `
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', program],
    { encoding: 'utf8' },
  )
  return { status, stdout }
}

test('a run in which something failed says so with its last line and with its exit code', () => {
  expect(endOfRun({ passed: 2, errors: 1 })).toEqual({ status: 1, stdout: '2 passed, 1 failed\n' })
})

test('a run in which nothing failed ends well', () => {
  expect(endOfRun({ passed: 2, errors: 0 })).toEqual({ status: 0, stdout: '2 passed, 0 failed\n' })
})

test('a run that tried nothing has failed', () => {
  expect(endOfRun({ passed: 0, errors: 0 })).toEqual({ status: 1, stdout: '0 passed, 1 failed\n' })
})
