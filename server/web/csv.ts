import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import type { Response } from 'express'

export type Cell = string | number | null
/** Excel in Norwegian opens a file with semicolons in columns; programs expect commas. */
type Separator = ',' | ';'

export const csvType = 'text/csv; charset=utf-8'

/** A whole file: RFC 4180, begun by the mark without which Excel spoils æ, ø and å. */
export function csvText(headings: string[], rows: Cell[][], separator: Separator): string {
  return `\uFEFF${linesOf([headings, ...rows], separator)}`
}

/**
 * Sends a file for the staff's spreadsheets, a batch of rows at a time: it may be longer than the memory. What
 * fails before the first batch gets its calm page; later it breaks the download, so that half is never taken for all.
 */
export async function sendCsv(
  res: Response,
  name: string,
  headings: string[],
  batches: Iterable<Cell[][]> | AsyncIterable<Cell[][]>,
) {
  const texts = textsOf(headings, batches)
  const first = await texts.next()
  res.attachment(name).set('Content-Type', csvType)
  await pipeline(Readable.from(whole(first, texts)), res).catch(unlessCancelled)
}

async function* textsOf(headings: string[], batches: Iterable<Cell[][]> | AsyncIterable<Cell[][]>) {
  let isFirst = true
  for await (const rows of batches) {
    yield isFirst ? csvText(headings, rows, ';') : linesOf(rows, ';')
    isFirst = false
    // SQLite answers without waiting: unless we do, nobody else is served before the whole file is written.
    await setImmediate()
  }
  if (isFirst) yield csvText(headings, [], ';')
}

async function* whole(first: IteratorResult<string, void>, rest: AsyncGenerator<string, void>) {
  if (!first.done) yield first.value
  yield* rest
}

/** Whoever closes the tab in the middle has done nothing wrong. */
function unlessCancelled(error: NodeJS.ErrnoException) {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
}

function linesOf(rows: Cell[][], separator: Separator): string {
  return stringify(rows, {
    delimiter: separator,
    record_delimiter: 'windows',
    // Given a line ending, the library leaves a lone CR or LF in a cell bare, and the row would end there.
    quote_record_delimiter: true,
    // Programs guess the separator, and some split on all three: none may stand outside quotes.
    quoted_match: /[,;\t]/,
    cast: { string: neutralised, number: (value) => (Number.isFinite(value) ? String(value) : '') },
  })
}

/** With all that Unicode counts as the same: some programs normalise what they read. */
const formula = '[=+\\-@＝＋－＠﹦﹢﹣﹫⁼⁺₌₊﬩⩵⩶]'
/** What a program may take away before it looks: blanks, control characters, quotes and other unseen signs. */
const unseen = '[\\s\\p{C}\\uFFFD"\']'

/**
 * Where a cell begins: at its start and, for a program that reads with another separator, inside it. OWASP (and
 * ASVS 1.2.10) has tab, line break and NUL among the dangerous beginnings too.
 */
const dangerous = new RegExp(
  `^(?='*[\\0\\t\\r\\n]|${unseen}*${formula})|(?=${formula})(?<=[,;\\t\\r\\n]${unseen}*)`,
  'gu',
)

/**
 * An apostrophe before what a spreadsheet would run (OWASP, CSV Injection). The library's `escape_formulas` looks
 * at the first character only, so that a blank hides the next, and not at what another separator makes a cell.
 * Apostrophes that are there already do not count, so that taking one away always gives the text back.
 */
function neutralised(text: string): string {
  return text.replace(dangerous, "'")
}
