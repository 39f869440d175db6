import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type BuildOptions, type Plugin } from 'esbuild'
import type { TestProject } from 'vitest/node'
import { entryPoints } from '../server/web/assets.ts'
import { assetFolder, bundle } from '../server/web/bundle.ts'
import { quickFolder } from './quickFolder.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Loaded from their own folders: they bring native code, or are optional parts of knex that nobody has. */
const native = ['better-sqlite3', '@node-rs/argon2', 'esbuild']
const absent = [
  'pg-native',
  'mysql',
  'mysql2',
  'mariadb',
  'mariadb/callback',
  'oracledb',
  'tedious',
  'sqlite3',
]

/**
 * The very programs that `npm start` and the commands run, each in one file: they start in a fifth of the time, which
 * is what hundreds of starts in the tests need. Every program is also tested as it is, from its source.
 */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(quickFolder(), 'studenter-spor-programs-'))
  await Promise.all([bundleServer(folder), bundleCommands(folder)])
  project.provide('programs', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}

async function bundleServer(folder: string) {
  const outfile = path.join(folder, 'server.cjs')
  const plugins = [await bundledBefore(folder), keepPlaces]
  await build({ ...common, plugins, format: 'cjs', entryPoints: ['server/main.ts'], outfile })
  writeFileSync(path.join(folder, 'server.run.cjs'), runner(outfile))
}

async function bundleCommands(folder: string) {
  const names = ['backup', 'createAdministrator', 'import', 'keys', 'restore']
  await build({
    ...common,
    plugins: [keepPlaces],
    format: 'esm', // they wait at the top level
    splitting: true,
    entryPoints: names.map((name) => `scripts/${name}.ts`),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    banner: {
      js: `import { createRequire } from 'node:module'\nconst require = createRequire(${requireFrom})`,
    },
  })
}

const requireFrom = JSON.stringify(path.join(root, 'package.json'))

/** Files find the views, the migrations and the content by where they are themselves. */
const keepPlaces: Plugin = {
  name: 'keep-places',
  setup: (builder) => {
    builder.onLoad({ filter: /[/\\](server|scripts)[/\\].*\.ts$/ }, ({ path: file }) => {
      const place = JSON.stringify(pathToFileURL(file).href)
      const contents = readFileSync(file, 'utf8')
        .replace('import(new URL(name, folder).href)', 'import(`../../migrations/${name}`)')
        .replaceAll('import.meta.url', place)
      return { loader: 'ts', contents }
    })
    const { resolve } = createRequire(path.join(root, 'package.json'))
    builder.onResolve({ filter: new RegExp(`^(${native.join('|')})$`) }, ({ path: name }) => ({
      path: resolve(name),
      external: true,
    }))
  },
}

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifyWhitespace: true,
  external: absent,
  logLevel: 'silent',
} satisfies BuildOptions

/** What the server bundles for browsers at every start: a third of the work, and the same each time. */
async function bundledBefore(folder: string): Promise<Plugin> {
  const { files, addresses } = await bundle(entryPoints)
  const file = path.join(folder, 'assets.json')
  const encoded = files.map(({ name, bytes }) => ({ name, bytes: bytes.toString('base64') }))
  writeFileSync(file, JSON.stringify({ files: encoded, addresses: [...addresses] }))
  const contents = `
    import { readFileSync } from 'node:fs'
    export const assetFolder = ${JSON.stringify(assetFolder)}
    export const stopBundler = async () => {}
    export async function bundle() {
      const { files, addresses } = JSON.parse(readFileSync(${JSON.stringify(file)}, 'utf8'))
      const decoded = files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes, 'base64') }))
      return { files: decoded, addresses: new Map(addresses) }
    }
  `
  return {
    name: 'bundled-before',
    setup: (builder) =>
      builder.onLoad({ filter: /[/\\]server[/\\]web[/\\]bundle\.ts$/ }, () => ({ loader: 'ts', contents })),
  }
}

/** Starts the server with V8's compiled code, which the first server that is asked to stop leaves beside it. */
function runner(bundle: string): string {
  return `
    const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
    const { createRequire } = require('node:module')
    const { Script } = require('node:vm')
    // As from Node 21 on: without it pg loads all of fetch to find out where it is, a quarter of the start.
    globalThis.navigator ??= { userAgent: 'Node.js' }
    const filename = ${JSON.stringify(bundle)}
    const compiled = filename + '.compiled'
    const cachedData = existsSync(compiled) ? readFileSync(compiled) : undefined
    const source = '(function (require, module, exports) {' + readFileSync(filename, 'utf8') + '\\n})'
    const script = new Script(source, { filename, cachedData })
    if (!cachedData)
      process.on('exit', () => {
        writeFileSync(compiled + process.pid, script.createCachedData())
        renameSync(compiled + process.pid, compiled)
      })
    script.runInThisContext()(createRequire(${requireFrom}), module, exports)
  `
}
