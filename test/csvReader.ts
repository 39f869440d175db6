/**
 * Reads CSV by RFC 4180 and nothing more lenient: CRLF after every row, quotes around whole cells only and doubled
 * inside them. Throws where a file is anything else. Written apart from what writes the files.
 */
export function readCsv(text: string, separator = ','): string[][] {
  const rows: string[][] = []
  let place = 0
  while (place < text.length) {
    const row: string[] = []
    for (;;) {
      const { cell, end } = text[place] === '"' ? quotedCell(text, place) : bareCell(text, place, separator)
      row.push(cell)
      place = end
      if (text[place] !== separator) break
      place += 1
    }
    if (text.slice(place, place + 2) !== '\r\n') throw new Error(`No end of row at ${place}.`)
    place += 2
    rows.push(row)
  }
  return rows
}

function quotedCell(text: string, start: number) {
  let end = start + 1
  while (end < text.length) {
    if (text[end] !== '"') end += 1
    else if (text[end + 1] === '"') end += 2
    else return { cell: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 }
  }
  throw new Error(`The cell at ${start} is never closed.`)
}

function bareCell(text: string, start: number, separator: string) {
  let end = start
  while (end < text.length && text[end] !== separator && text[end] !== '\r' && text[end] !== '\n') {
    if (text[end] === '"') throw new Error(`A quote inside a bare cell at ${end}.`)
    end += 1
  }
  return { cell: text.slice(start, end), end }
}

/**
 * The cells as a spreadsheet may make them, whatever separators it believes in: a quote counts only where a cell
 * begins, what follows the closing one is added as it is, and any line break outside quotes ends the row.
 */
export function cellsAsSpreadsheet(text: string, separators: string): string[] {
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  let isEmpty = true
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place] ?? ''
    if (isQuoted && sign === '"' && text[place + 1] === '"') {
      cell += '"'
      place += 1
    } else if (isQuoted && sign === '"') isQuoted = false
    else if (isQuoted) cell += sign
    else if (separators.includes(sign) || sign === '\r' || sign === '\n') {
      cells.push(cell)
      cell = ''
      isEmpty = true
      continue
    } else if (sign === '"' && isEmpty) isQuoted = true
    else cell += sign
    isEmpty = false
  }
  return [...cells, cell]
}

const formula = '[=+\\-@＝＋－＠﹦﹢﹣﹫⁼⁺₌₊﬩⩵⩶]'
const unseen = '[\\s\\p{C}\\uFFFD"\']'
const neutraliser = new RegExp(
  `^'(?='*[\\0\\t\\r\\n]|${unseen}*${formula})|(?<=[,;\\t\\r\\n]${unseen}*)'(?=${formula})`,
  'gu',
)

/** Takes away the apostrophes that stand before what a spreadsheet would run. */
export function withoutNeutraliser(cell: string): string {
  return cell.replace(neutraliser, '')
}
