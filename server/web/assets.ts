import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { build } from 'esbuild'
import type { RequestHandler } from 'express'

export type Assets = {
  /** `app.css` → `/assets/app.K3V5QX2A.css`. Throws for a file that was not built. */
  address: (name: string) => string
  serve: RequestHandler
}

type Built = { type: string; bytes: Buffer; brotli: Promise<Buffer> | undefined }

const folder = fileURLToPath(new URL('../../views/assets/', import.meta.url))
const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
}
const files = { '.woff2': 'copy', '.svg': 'copy', '.png': 'copy', '.ico': 'copy' } as const

/** What pages ask for by name. Fonts come along through the style sheet. */
export const entryPoints = ['css/app.css', 'js/app.ts', 'js/ask.ts', 'js/editor.ts', ...filesIn('images')]

/** Bundles `views/assets` in memory: every name carries the hash of its content and is kept for a year. */
export async function buildAssets(entries: string[]): Promise<Assets> {
  const result = await build({
    absWorkingDir: folder,
    entryPoints: entries,
    outdir: 'out',
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    entryNames: '[name].[hash]',
    assetNames: '[name].[hash]',
    publicPath: '/assets/',
    loader: files,
    format: 'iife',
    target: 'es2020',
    logLevel: 'silent',
  })
  const built = new Map(
    result.outputFiles.map((file) => [
      `/assets/${path.basename(file.path)}`,
      builtOf(file.path, file.contents),
    ]),
  )
  const addresses = new Map(
    Object.entries(result.metafile.outputs).flatMap(([output, { entryPoint, inputs }]) => {
      const source = entryPoint ?? Object.keys(inputs)[0] ?? ''
      const name = path.basename(source).replace(/\.ts$/, '.js')
      return [[name, `/assets/${path.basename(output)}`]]
    }),
  )
  return {
    address: (name) => {
      const address = addresses.get(name)
      if (!address) throw new Error(`No asset is called ${name}.`)
      return address
    },
    serve: async (req, res, next) => {
      const file = built.get(req.baseUrl + req.path)
      if (!file) return next()
      if (req.method !== 'GET' && req.method !== 'HEAD') {
        res.status(405).set('Allow', 'GET, HEAD').end()
        return
      }
      res.set({
        'Content-Type': file.type,
        'Cache-Control': 'public, max-age=31536000, immutable',
        Vary: 'Accept-Encoding',
      })
      if (file.brotli && req.acceptsEncodings('br')) {
        const bytes = await file.brotli
        res.set('Content-Encoding', 'br').end(bytes)
      } else res.end(file.bytes)
    },
  }
}

/** Compressed beside the rest of the start; whoever comes first waits for it. */
function builtOf(file: string, contents: Uint8Array): Built {
  const bytes = Buffer.from(contents)
  const type = types[path.extname(file)] ?? 'application/octet-stream'
  const compresses = /text|svg/.test(type)
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  return { type, bytes, brotli: compresses ? promisify(brotliCompress)(bytes, options) : undefined }
}

function filesIn(name: string): string[] {
  return readdirSync(path.join(folder, name)).map((file) => `${name}/${file}`)
}
