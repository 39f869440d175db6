import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** The end of a run in which one thing failed or nothing did, in a process that something else ends with 0. */
function endOfRun(unhandled: readonly string[]) {
  const program = `
    import { closingLine } from './scripts/closingLine.ts'
    closingLine.onTestRunEnd([], ${JSON.stringify(unhandled)})
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
  expect(endOfRun(['failed'])).toEqual({ status: 1, stdout: '0 passed, 1 failed\n' })
})

test('a run in which nothing failed ends well', () => {
  expect(endOfRun([])).toEqual({ status: 0, stdout: '0 passed, 0 failed\n' })
})
