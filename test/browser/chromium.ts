import { existsSync } from 'node:fs'
import chromiumFromNpm from '@sparticuz/chromium'

const installed = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** The browser that is installed here, or the one from npm. */
export async function findBrowser(): Promise<string> {
  return (
    installed.find((file) => file !== undefined && existsSync(file)) ??
    (await chromiumFromNpm.executablePath())
  )
}

export const browserArgs = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-gpu',
  '--disable-dev-shm-usage',
]
