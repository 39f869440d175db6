import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

/** The bundler is a process of its own. */
export { stop as stopBundler } from 'esbuild'

export type Bundle = {
  /** Named `app.K3V5QX2A.css`, by content. */
  files: { name: string; bytes: Buffer }[]
  /** Which file came of `app.css`. */
  addresses: Map<string, string>
}

/**
 * The oldest browsers that every script runs in, as esbuild writes them: from April to July 2021, and iPhones as old as
 * the 6s. (For the whole of the layout they need cascade layers, a year younger; see views/README.md.)
 */
export const oldestBrowsers = { safari: 14.1, ios: 14.5, chrome: 90, edge: 90, firefox: 90 }
/** The level of the language that all of them read. */
export const oldestLevel = 2020

const copied = { '.woff2': 'copy', '.svg': 'copy', '.png': 'copy', '.ico': 'copy' } as const

/** What the lists say of themselves and whose each number is are for those who keep them: nothing to send. */
const withoutNotes: Plugin = {
  name: 'without-notes',
  setup(each) {
    each.onLoad({ filter: /[\\/]content[\\/][^\\/]+\.json$/ }, async ({ path: file }) => {
      const list: unknown = JSON.parse(await readFile(file, 'utf8'), (key, value: unknown) =>
        key === 'about' || key === 'owner' ? undefined : value,
      )
      return { contents: JSON.stringify(list), loader: 'json' }
    })
  },
}

/** Bundles files of `views/assets` in memory, for browsers. */
export async function bundle(entries: string[]): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: fileURLToPath(new URL('../../views/assets/', import.meta.url)),
    entryPoints: entries,
    outdir: 'out',
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    entryNames: '[name].[hash]',
    assetNames: '[name].[hash]',
    publicPath: '/assets/',
    loader: copied,
    plugins: [withoutNotes],
    format: 'iife',
    target: [`es${oldestLevel}`, ...Object.entries(oldestBrowsers).map(([name, version]) => name + version)],
    logLevel: 'silent',
  })
  return {
    files: outputFiles.map((file) => ({ name: path.basename(file.path), bytes: Buffer.from(file.contents) })),
    addresses: new Map(
      Object.entries(metafile.outputs).map(([output, { entryPoint, inputs }]) => {
        const source = entryPoint ?? Object.keys(inputs)[0] ?? ''
        return [path.basename(source).replace(/\.ts$/, '.js'), path.basename(output)]
      }),
    ),
  }
}
