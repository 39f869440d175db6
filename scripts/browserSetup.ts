import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import chromiumFromNpm from '@sparticuz/chromium'
import type { TestProject } from 'vitest/node'
import { findBrowser } from '../test/browser/chromium.ts'

/** Finds the browsers before the tests do, so that the one from npm is unpacked by one process alone. */
export default async function setup(project: TestProject) {
  const whole = await findBrowser()
  const pages = process.env.CHROMIUM_PATH || (await lightBrowser(whole))
  project.provide('browsers', {
    pages,
    whole,
    restoresTabs: whole !== (await chromiumFromNpm.executablePath()),
  })
}

/** The same engine without windows: a page costs a third. Where its libraries are missing, the one that is installed. */
async function lightBrowser(otherwise: string): Promise<string> {
  try {
    const file = await chromiumFromNpm.executablePath()
    await promisify(execFile)(file, ['--version'])
    return file
  } catch {
    return otherwise
  }
}
