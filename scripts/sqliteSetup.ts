import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { fillTemplate } from './template.ts'

export default async function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-template-'))
  const file = path.join(folder, 'template.sqlite')
  await fillTemplate({ client: 'sqlite', file })
  project.provide('database', { client: 'sqlite', template: file })
  return () => rmSync(folder, { recursive: true, force: true })
}
