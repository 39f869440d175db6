import type { MarkdownIt, StateBlock } from 'markdown-it'

/** Quotes and lists in one another: a quote is one level, a list two. */
const maxLevel = 12

/** Bounds on what can be nested and laid out in columns: what goes beyond them stands as it is written. */
export function boundBlocks(md: MarkdownIt) {
  boundTables(md)
  md.block.ruler.before('table', 'deep', asWritten)
}

/** Past the deepest level the rest is one paragraph. The parser would leave it out. */
function asWritten(state: StateBlock, start: number, end: number): boolean {
  if (state.level < maxLevel) return false
  state.push('paragraph_open', 'p', 1)
  const inline = state.push('inline', '', 0)
  inline.content = state.getLines(start, end, state.blkIndent, false).trim()
  inline.children = []
  state.push('paragraph_close', 'p', -1)
  state.line = end
  return true
}

/**
 * A table ends where a row has more or fewer cells than its head. The parser would fill up the one, so that a few
 * thousand characters become millions of cells, and leave out the rest of the other.
 */
function boundTables(md: MarkdownIt) {
  md.block.ruler.enableOnly('table')
  const [table] = md.block.ruler.getRules('')
  if (!table) throw new Error('markdown-it has no rule for tables')
  md.block.ruler.enable('paragraph')
  md.block.ruler.at(
    'table',
    (state, start, end, silent) =>
      table(state, start, end, true) && table(state, start, endOfTable(state, start, end), silent),
    { alt: ['paragraph', 'reference'] },
  )
  md.renderer.rules['th_open'] = () => '<th scope="col">'
  md.renderer.rules['td_open'] = () => '<td>'
}

function endOfTable(state: StateBlock, start: number, end: number): number {
  const columns = cellsIn(state, start)
  let line = start + 2
  while (line < end && cellsIn(state, line) === columns) line += 1
  return line
}

/** Between the bars, as the parser counts. */
function cellsIn(state: StateBlock, line: number): number {
  const text = state.src.slice(state.bMarks[line], state.eMarks[line]).trim()
  const inner = text.replace(/^\|/, '').replace(/(?<!\\)\|$/, '')
  return text === '' ? 0 : inner.split(/(?<!\\)\|/).length
}
