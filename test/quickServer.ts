import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { onTestFinished } from 'vitest'
import { startServer } from './serverProcess.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Loaded from their own folders: they bring native code, or are optional parts of knex that nobody has. */
const external = ['better-sqlite3', '@node-rs/argon2', 'esbuild', 'pg-native']
const absent = ['mysql', 'mysql2', 'mariadb', 'oracledb', 'tedious', 'sqlite3']

/**
 * The very `server/main.ts`, in one file and with V8's compiled code beside it: it starts in a fifth of the time,
 * which is what hundreds of starts in a test need. Returns the arguments for `startServer`.
 */
export async function quickServer(settings: Record<string, string>): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-quick-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const bundle = path.join(folder, 'main.cjs')
  await build({
    absWorkingDir: root,
    entryPoints: ['server/main.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifyWhitespace: true,
    external: [...external, ...absent, 'mariadb/callback'],
    plugins: [keepPlaces],
    logLevel: 'silent',
  })
  const program = [path.join(folder, 'run.cjs')]
  writeFileSync(program[0] ?? '', runner(bundle))
  // The compiled code is written when a server that has been used stops.
  const server = await startServer(settings, program)
  await fetch(`${server.url}/spor`)
  await server.stop()
  return program
}

/** Files find the views, the migrations and the content by where they are themselves. */
const keepPlaces: Plugin = {
  name: 'keep-places',
  setup: (builder) => {
    builder.onLoad({ filter: /[/\\]server[/\\].*\.ts$/ }, ({ path: file }) => {
      const place = JSON.stringify(pathToFileURL(file).href)
      return { loader: 'ts', contents: readFileSync(file, 'utf8').replaceAll('import.meta.url', place) }
    })
  },
}

function runner(bundle: string): string {
  return `
    const { existsSync, readFileSync, writeFileSync } = require('node:fs')
    const { createRequire } = require('node:module')
    const { Script } = require('node:vm')
    // As from Node 21 on: without it pg loads all of fetch to find out where it is, a quarter of the start.
    globalThis.navigator ??= { userAgent: 'Node.js' }
    const filename = ${JSON.stringify(bundle)}
    const compiled = filename + '.compiled'
    const cachedData = existsSync(compiled) ? readFileSync(compiled) : undefined
    const source = '(function (require, module, exports) {' + readFileSync(filename, 'utf8') + '\\n})'
    const script = new Script(source, { filename, cachedData })
    if (!cachedData) process.on('exit', () => writeFileSync(compiled, script.createCachedData()))
    script.runInThisContext()(createRequire(${JSON.stringify(path.join(root, 'package.json'))}), module, exports)
  `
}
