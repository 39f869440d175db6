import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a one-shot command of `scripts/` as its own process. */
export function runScript(
  name: string,
  args: string[],
  settings: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${name}.ts`, ...args], {
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
