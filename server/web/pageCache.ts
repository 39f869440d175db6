import { createHash } from 'node:crypto'
import type { Response } from 'express'
import { LRUCache } from 'lru-cache'
import { compress, encodingFor, type Encoding } from './compression.ts'

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

/**
 * Sends a page, kept or made anew. `query` names what of the query string the page depends on: whatever else
 * stands there makes no page of its own.
 */
export type ShowPage = (res: Response, make: () => Promise<Page>, query?: string) => Promise<Shown>

type Shown = Omit<Page, 'text'>
type Prepared = Shown & { hash: string; bytes: Buffer; compressed: Map<Encoding, Promise<Buffer>> }

/** What changes by itself (counted views, the last thirty days) shows within this time; see `openPageCache`. */
const keptForMs = 5_000
/** Some six hundred pages; then the one that nobody has asked for the longest goes. */
export const mostBytesKept = 32 * 2 ** 20

/**
 * Keeps public pages in memory, ready to send. Every change to what readers see raises the version of the site in
 * its own transaction (events/action.ts). The version is read from the database for every request, and when it is
 * another, all that is kept is dropped. That holds with any number of servers on one database: an unpublished
 * article is gone with the next request, on all of them.
 */
export function openPageCache(readVersion: () => Promise<number>, now: () => Date): ShowPage {
  const kept = new LRUCache<string, Prepared, () => Promise<Page>>({
    maxSize: mostBytesKept,
    sizeCalculation: sizeOf,
    ttl: keptForMs,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
    fetchMethod: async (_key, _stale, { context: make }) => prepare(await make()),
    // Whoever waits for a page while all is dropped gets it. It is kept under the version that she asked in.
    ignoreFetchAbort: true,
  })
  const currentVersion = sharedByTurn(readVersion)
  let keptVersion: number | undefined

  return async (res, make, query = '') => {
    const version = await currentVersion()
    if (version !== keptVersion) kept.clear()
    keptVersion = version
    const page = await kept.forceFetch(`${version} ${res.req.path}?${query}`, { context: make })
    await send(res, page)
    return page
  }
}

/** A page, and room for what it is compressed to. */
function sizeOf({ bytes }: Prepared): number {
  return 2 * bytes.length + 1
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

function prepare({ text, ...page }: Page): Prepared {
  const bytes = Buffer.from(text)
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return { ...page, hash, bytes, compressed: new Map() }
}

async function send(res: Response, page: Prepared) {
  const encoding = encodingFor(res.req)
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
