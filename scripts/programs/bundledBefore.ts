import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Bundle } from '../../server/web/bundle.ts'

/*
 * Stands in for `server/web/bundle.ts` in the programs of the tests: what the server bundles for browsers at every start
 * is a third of the work, and the same each time. It lies in a file beside the program.
 */

type Kept = { files: { name: string; base64: string }[]; addresses: [string, string][] }

export function keepBundle({ files, addresses }: Bundle, folder: string) {
  const kept: Kept = {
    files: files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })),
    addresses: [...addresses],
  }
  writeFileSync(fileIn(folder), JSON.stringify(kept))
}

export function bundle(): Promise<Bundle> {
  const { files, addresses } = JSON.parse(
    readFileSync(fileIn(path.dirname(process.argv[1] ?? '')), 'utf8'),
  ) as Kept
  return Promise.resolve({
    files: files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') })),
    addresses: new Map(addresses),
  })
}

export const stopBundler = () => Promise.resolve()

const fileIn = (folder: string) => path.join(folder, 'assets.json')
