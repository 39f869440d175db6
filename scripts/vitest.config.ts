import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { closingLine } from './closingLine.ts'
import { quickFolder } from './quickFolder.ts'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const shared = {
  environment: 'node',
  include: ['test/*.test.ts'],
  // These end a test that hangs. How long a test takes is not theirs to judge: the machine may have other work.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 60_000 } },
  // Importing everything takes as long as the tests of a file: once a worker is enough, as no test changes a module.
  isolate: false,
  env: { TMPDIR: quickFolder() },
}

/**
 * What needs a database runs on SQLite and again on PostgreSQL. What only SQLite has, what is the same whatever the
 * database, what needs none, and the browser's tests run once.
 */
export default defineConfig({
  root,
  test: {
    reporters: ['default', closingLine],
    maxWorkers: 2,
    globalSetup: 'scripts/programsSetup.ts',
    projects: [
      { root, test: { ...shared, name: 'pure', include: ['test/pure/*.test.ts'] } },
      {
        root,
        test: {
          ...shared,
          name: 'sqlite',
          include: ['test/*.test.ts', 'test/sqlite/*.test.ts'],
          globalSetup: 'scripts/sqliteSetup.ts',
        },
      },
      {
        root,
        test: {
          ...shared,
          name: 'postgres',
          globalSetup: 'scripts/postgresSetup.ts',
        },
      },
      {
        root,
        test: {
          ...shared,
          name: 'browser',
          include: ['test/browser/*.test.ts'],
          globalSetup: ['scripts/sqliteSetup.ts', 'scripts/browserSetup.ts'],
          setupFiles: 'test/browser/closeBrowser.ts',
        },
      },
    ],
  },
})
