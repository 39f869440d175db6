import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type BuildOptions, type Plugin } from 'esbuild'
import type { TestProject } from 'vitest/node'
import { entryPoints } from '../server/web/assets.ts'
import { bundle } from '../server/web/bundle.ts'
import { keepBundle } from './programs/bundledBefore.ts'
import { quickFolder } from './quickFolder.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const startPrograms = ['sqlite', 'postgres']

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
 * is what hundreds of starts in the tests need. Every program is also tested as it is, from its source. Made once for
 * both databases, and not at all where no test starts one.
 */
export default async function setup(project: TestProject) {
  if (!project.vitest.projects.some(({ name }) => startPrograms.includes(name))) return undefined
  const folder = mkdtempSync(path.join(quickFolder(), 'studenter-spor-programs-'))
  await Promise.all([bundleServer(folder), bundleCommands(folder)])
  project.provide('programs', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}

async function bundleServer(folder: string) {
  keepBundle(await bundle(entryPoints), folder)
  await build({
    ...common,
    plugins: [bundledBefore, nativeCode],
    format: 'cjs',
    entryPoints: { server: 'server/main.ts', 'server.run': 'scripts/programs/runCompiled.ts' },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
  })
}

async function bundleCommands(folder: string) {
  const names = ['backup', 'createAdministrator', 'import', 'keys', 'restore']
  await build({
    ...common,
    plugins: [nativeCode],
    format: 'esm', // they wait at the top level
    splitting: true,
    entryPoints: names.map((name) => `scripts/${name}.ts`),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    banner: {
      js: `import { createRequire } from 'node:module'\nconst require = createRequire(${JSON.stringify(requireFrom)})`,
    },
  })
}

const requireFrom = path.join(root, 'package.json')

/** Native code is loaded from its own folder. */
const nativeCode: Plugin = {
  name: 'native-code',
  setup: (builder) => {
    const { resolve } = createRequire(requireFrom)
    builder.onResolve({ filter: new RegExp(`^(${native.join('|')})$`) }, ({ path: name }) => ({
      path: resolve(name),
      external: true,
    }))
  },
}

/** The server gets its assets as they were bundled here. */
const bundledBefore: Plugin = {
  name: 'bundled-before',
  setup: (builder) => {
    const standIn = path.join(root, 'scripts/programs/bundledBefore.ts')
    builder.onResolve({ filter: /\/bundle\.ts$/ }, ({ importer }) =>
      importer.includes('/server/') ? { path: standIn } : undefined,
    )
  },
}

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  /** Whoever asks where it is lies in a room of `server/`, and from each room the rest is as far. */
  define: { 'import.meta.url': JSON.stringify(pathToFileURL(path.join(root, 'server/web/assets.ts')).href) },
  minifyWhitespace: true,
  external: absent,
  logLevel: 'silent',
} satisfies BuildOptions
