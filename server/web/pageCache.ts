import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Response } from 'express'

/** A public page: the same for everyone, made without a look at who asks. */
export type Page = {
  text: string
  /** Content type; HTML unless given. */
  type?: string
  /** The name to save it under, for what is a file and no page to read. */
  file?: string
  status?: number
  /** The id of the article that the page shows, for whoever counts views. */
  article?: string
}

/** Sends a page, kept or made anew. `query` names what of the query string the page depends on. */
export type ShowPage = (res: Response, make: () => Promise<Page>, query?: string) => Promise<Page>

type Kept = { until: number; page: Promise<Prepared> }
type Prepared = Page & { hash: string; bytes: Buffer; compressed: Map<Encoding, Promise<Buffer>> }
type Encoding = keyof typeof compress

/** What changes without an event (imports, counted views) shows within this time; see `openPageCache`. */
const keptForMs = 5_000
const mostPages = 300

const compress = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
}

/**
 * Keeps public pages in memory, ready to send. Every change to what readers see writes an event in its own
 * transaction, so the number of the last event is the version of the whole site: it is read from the database
 * for every request, and when it is another, all that is kept is dropped. That holds with any number of servers
 * on one database: an unpublished article is gone with the next request, on all of them.
 */
export function openPageCache(readVersion: () => Promise<number>, now: () => Date): ShowPage {
  const kept = new Map<string, Kept>()
  const currentVersion = sharedByTurn(readVersion)
  let keptVersion: number | undefined

  async function find(key: string, make: () => Promise<Page>): Promise<Prepared> {
    const version = await currentVersion()
    if (version !== keptVersion) kept.clear()
    keptVersion = version
    const time = now().getTime()
    const before = kept.get(key)
    if (before && time < before.until) return before.page
    const page = make().then(prepare)
    kept.delete(key)
    kept.set(key, { until: time + keptForMs, page })
    page.catch(() => kept.get(key)?.page === page && kept.delete(key))
    forgetOldest(kept)
    return page
  }

  return async (res, make, query = '') => {
    const page = await find(`${res.req.path}?${query}`, make)
    await send(res, page)
    return page
  }
}

/** One read for all who ask in the same turn of the loop. It begins after the last of them has asked. */
function sharedByTurn<T>(read: () => Promise<T>): () => Promise<T> {
  let next: Promise<T> | undefined
  return () =>
    (next ??= new Promise((resolve) => setImmediate(resolve)).then(() => {
      next = undefined
      return read()
    }))
}

function prepare(page: Page): Prepared {
  const bytes = Buffer.from(page.text)
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return { ...page, hash, bytes, compressed: new Map() }
}

async function send(res: Response, page: Prepared) {
  const encoding = (['br', 'gzip'] as const).find((name) => res.req.acceptsEncodings(name))
  const bytes = encoding ? await compressed(page, encoding) : page.bytes
  if (page.file !== undefined) res.attachment(page.file)
  res.status(page.status ?? 200).set({
    'Content-Type': page.type ?? 'text/html; charset=utf-8',
    Vary: 'Accept-Encoding',
    ...(encoding && { 'Content-Encoding': encoding }),
  })
  if (res.statusCode === 200) {
    const etag = `"${page.hash}${encoding ? `-${encoding}` : ''}"`
    // Kept by the reader's browser, but asked about every time: what is taken down is gone at once.
    res.set({ 'Cache-Control': 'public, no-cache', ETag: etag })
    if (hasAlready(res.req.get('If-None-Match'), etag)) {
      res.removeHeader('Content-Encoding')
      res.status(304).end()
      return
    }
  }
  res.set('Content-Length', String(bytes.length)).end(bytes)
}

function hasAlready(known: string | undefined, etag: string): boolean {
  return (known ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
}

function compressed(page: Prepared, encoding: Encoding): Promise<Buffer> {
  const known = page.compressed.get(encoding)
  if (known) return known
  const bytes = compress[encoding](page.bytes)
  page.compressed.set(encoding, bytes)
  return bytes
}

function forgetOldest(kept: Map<string, Kept>) {
  for (const key of kept.keys()) {
    if (kept.size <= mostPages) return
    kept.delete(key)
  }
}
