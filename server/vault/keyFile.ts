import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { fileInUse, withFileLock } from '../db/fileLock.ts'

const format = z.object({
  version: z.literal(1),
  /** Raised at each rotation; part of the name of every key made after it. */
  generation: z.number().int().positive(),
  pepper: z.string(),
  /** Key-encryption keys by name: `root.1`, `2026-11.1`. Base64, 32 bytes. */
  keys: z.record(z.string(), z.string()),
})

export type KeyFile = z.infer<typeof format>

export function keyFileExists(file: string): boolean {
  return existsSync(file)
}

/** Makes a new key file, mode 0600. Throws when one is there already: keys are never overwritten. */
export function makeKeyFile(file: string): KeyFile {
  mkdirSync(path.dirname(file), { recursive: true })
  return locked(file, () => {
    if (existsSync(file)) throw new Error(`Nøkkelfilen ${file} finnes allerede.`)
    const content: KeyFile = {
      version: 1,
      generation: 1,
      pepper: newKey(),
      keys: { 'root.1': newKey() },
    }
    replaceFile(file, content)
    return content
  })
}

export function readKeyFile(file: string): KeyFile {
  const parsed = format.safeParse(parseJson(readFileSync(file, 'utf8')))
  if (!parsed.success) throw new Error(`Nøkkelfilen ${file} er ikke en gyldig nøkkelfil.`)
  return parsed.data
}

/**
 * Changes the key file while holding a lock beside it, starting from what is on disk *now*: two servers that
 * meet a new month at the same moment must end with one key for it, not two.
 */
export function changeKeyFile(file: string, change: (before: KeyFile) => KeyFile): KeyFile {
  return locked(file, () => {
    const after = change(readKeyFile(file))
    replaceFile(file, after)
    return after
  })
}

/**
 * What a process that was killed had half written lies beside the file with every key of its day in it: keys that
 * are to be destroyed would live on there. Only who holds the lock writes, so all of them are left over.
 */
export function removeLeftovers(file: string) {
  if (leftoversOf(file).length === 0) return
  try {
    locked(file, () => {})
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== fileInUse) throw error // the holder removes them herself
  }
}

function locked<T>(file: string, work: () => T): T {
  return withFileLock(`${file}.guard`, () => {
    for (const leftover of leftoversOf(file)) rmSync(leftover, { force: true })
    return work()
  })
}

function leftoversOf(file: string): string[] {
  const folder = path.dirname(file)
  const start = `${path.basename(file)}.`
  return readdirSync(folder)
    .filter((name) => name.startsWith(start) && /^\d+\.tmp$/.test(name.slice(start.length)))
    .map((name) => path.join(folder, name))
}

/** Tells one version of the file from the next, without reading it. */
export function lastChanged(file: string): string {
  const { mtimeMs, ino, size } = statSync(file)
  return `${mtimeMs}/${ino}/${size}`
}

export function newKey(): string {
  return randomBytes(32).toString('base64')
}

/** Written beside, flushed and renamed: a crash leaves the old file or the new one, never half of one. */
function replaceFile(file: string, content: KeyFile) {
  const temporary = `${file}.${process.pid}.tmp`
  const descriptor = openSync(temporary, 'w', 0o600)
  writeSync(descriptor, `${JSON.stringify(content, null, 2)}\n`)
  fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(temporary, file)
  const folder = openSync(path.dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
