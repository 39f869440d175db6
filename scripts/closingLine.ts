import type { Reporter, TestModule } from 'vitest/node'

/**
 * Closes the run with one plain line, `N passed, N failed`, for whoever reads only the end of the log, and with an
 * exit code that agrees: what stops the PostgreSQL server of the tests ends the process with 0 of its own accord.
 * A run that tried nothing has failed: a server for the tests did not start, say.
 */
export const closingLine: Reporter = {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    const broken = modules.filter((module) => module.errors().length > 0).length
    const skipped = count('skipped') + count('pending')
    const passed = count('passed')
    const found = count('failed') + broken + unhandled.length
    const failed = passed + found === 0 ? 1 : found
    process.on('exit', () => {
      if (failed > 0) process.exitCode = 1
      process.stdout.write(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`)
    })
  },
}
