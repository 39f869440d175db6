import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { newCanary } from '../canary.ts'

const canary = newCanary('kanarifugl')

const disasters = {
  'an error that nobody catches': `setTimeout(() => { throw new Error('${canary}') })`,
  'a promise that nobody waits for': `void Promise.reject(Object.assign(new Error('${canary}'), { code: 'E_X' }))`,
  'something thrown that is no error': `void Promise.reject('${canary}')`,
}

test.each(Object.entries(disasters))('%s ends the process with a line of ours', async (_name, code) => {
  const { output, exitCode } = await run(code)
  expect(exitCode).toBe(1)
  expect(output).toMatch(
    /^\{"level":"error","hour":"[\dT-]+","event":"(uncaught_exception|unhandled_rejection)"/,
  )
  expect(output.trim().split('\n')).toHaveLength(1)
  expect(output).not.toContain(canary)
})

test('a warning of Node is told by its name', async () => {
  const { output, exitCode } = await run(`process.emitWarning('${canary}', 'DeprecationWarning', 'DEP0170')`)
  expect([exitCode, output]).toEqual([0, expect.stringContaining('"event":"warning"')])
  expect(output).toContain('"code":"DEP0170"')
  expect(output).not.toContain(canary)
})

async function run(code: string): Promise<{ output: string; exitCode: number | null }> {
  const program = `
    import { watchProcess } from './server/web/crash.ts'
    import { openLog } from './server/web/log.ts'
    watchProcess(openLog('info'))
    ${code}`
  const cwd = path.resolve(import.meta.dirname, '../..')
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    cwd,
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { output, exitCode }
}
