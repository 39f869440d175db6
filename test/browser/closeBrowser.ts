import { afterAll } from 'vitest'
import { closeBrowser } from './browser.ts'

// Runs again for every file, which modules do not.
afterAll(closeBrowser)
