import { readdirSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { RequestHandler } from 'express'
import { bundle } from './bundle.ts'

export type Assets = {
  /** `app.css` → `/assets/app.K3V5QX2A.css`. Throws for a file that was not built. */
  address: (name: string) => string
  serve: RequestHandler
}

type Built = { type: string; bytes: Buffer; brotli: (() => Promise<Buffer>) | undefined }

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
}

/**
 * Each a file of its own, and each with what it needs, so that a browser which cannot read one still runs the others.
 */
export const scripts = [
  'exit',
  'forget',
  'app',
  'copy',
  'danger',
  'identifying',
  'proof',
  'keepText',
  'room',
  'steps',
  'mending',
  'counting',
  'editor',
]

/** What pages ask for by name. Fonts come along through the style sheet. */
export const entryPoints = ['css/app.css', ...scripts.map((name) => `js/${name}.ts`), ...filesIn('images')]

/** Every name carries the hash of its content and is kept for a year. */
export async function buildAssets(entries: string[]): Promise<Assets> {
  const { files, addresses } = await bundle(entries)
  const built = new Map(files.map(({ name, bytes }) => [`/assets/${name}`, builtOf(name, bytes)]))
  return {
    address: (name) => {
      const file = addresses.get(name)
      if (!file) throw new Error(`No asset is called ${name}.`)
      return `/assets/${file}`
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
        const bytes = await file.brotli()
        res.set('Content-Encoding', 'br').end(bytes)
      } else res.end(file.bytes)
    },
  }
}

function builtOf(name: string, bytes: Buffer): Built {
  const type = types[path.extname(name)] ?? 'application/octet-stream'
  return { type, bytes, brotli: /text|svg/.test(type) ? compressedOnce(bytes) : undefined }
}

/** Compressed for whoever asks first, who waits for it; the others get the same. */
function compressedOnce(bytes: Buffer) {
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  let compressed: Promise<Buffer> | undefined
  return () => (compressed ??= promisify(brotliCompress)(bytes, options))
}

function filesIn(name: string): string[] {
  return readdirSync(new URL(`../../views/assets/${name}`, import.meta.url)).map((file) => `${name}/${file}`)
}
