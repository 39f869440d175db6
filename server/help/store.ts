import type { Db } from '../db/open.ts'
import type { HelpLine } from './helpLine.ts'

/** All help lines, acute ones first. */
export async function allHelpLines(db: Db): Promise<HelpLine[]> {
  const rows = await db<Row>('help_lines').orderBy('position')
  return rows.map(({ confirmed_on, slug, name, number, url, hours, kind, description, source }) => ({
    slug,
    name,
    number,
    url,
    hours,
    kind,
    description,
    source,
    confirmedOn: confirmed_on,
  }))
}

/** Adds and updates. A confirmation made here by the staff is kept when it is newer than the file's. */
export async function saveHelpLines(db: Db, lines: HelpLine[]) {
  const known = new Map((await allHelpLines(db)).map((line) => [line.slug, line.confirmedOn]))
  const rows = lines.map(({ confirmedOn, ...line }, position) => ({
    ...line,
    position,
    confirmed_on: latest(confirmedOn, known.get(line.slug) ?? null),
  }))
  await db('help_lines').insert(rows).onConflict('slug').merge()
}

function latest(a: string | null, b: string | null): string | null {
  return (a ?? '') > (b ?? '') ? a : b
}

type Row = Omit<HelpLine, 'confirmedOn'> & { confirmed_on: string | null; position: number }
