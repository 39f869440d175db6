import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'
import { isInFull } from './runs.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** As `npm run` does it. From a source a program starts alike, whatever its database: once is enough. */
export const fromSource = (name: string) =>
  isInFull() ? ['--import', 'tsx', `scripts/${name}.ts`] : quick(name)

const quick = (name: string) => [path.join(inject('programs'), `${name}.mjs`)]

/** Runs a one-shot command of `scripts/` as its own process. */
export function runScript(
  name: string,
  args: string[],
  settings: Record<string, string>,
  program = quick,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [...program(name), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settings },
  })
  let output = ''
  const listen = (chunk: Buffer) => void (output += chunk.toString())
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, output }))
  })
}
