import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { contentFolder } from '../server/import/files.ts'
import { importContent, type Kind } from '../server/import/content.ts'
import type { Tally } from '../server/import/tally.ts'
import type { House } from './house.ts'

/** One of the articles of 2022. */
export const slug = 'fem-kjaerlighetssprak'

/** Imports a folder, or what comes with the service, and gives what was told. */
export async function run(house: House, folder?: string): Promise<Partial<Record<Kind, Tally>>> {
  const told: Partial<Record<Kind, Tally>> = {}
  await importContent(house.deps, (tallies) => Object.assign(told, tallies), folder)
  return told
}

type Entry = { slug: string; title: string; kind: string }

export function entries(folder: string, name = 'articles.json'): Entry[] {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Entry[]
}

/** A folder that a test may spoil. */
export function copyOfContent(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-content-'))
  cpSync(contentFolder, folder, { recursive: true })
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function changeEntry(folder: string, which: string, change: object, name = 'articles.json') {
  const changed = entries(folder, name).map((entry) =>
    entry.slug === which ? { ...entry, ...change } : entry,
  )
  writeFileSync(path.join(folder, name), JSON.stringify(changed))
}
