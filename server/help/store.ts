import type { Db } from '../db/open.ts'
import { notFound } from '../errors.ts'
import { recordEvent } from '../events/store.ts'
import { dayOf } from '../lib/oslo.ts'
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

/** Somebody on the staff has checked the number and the hours today. */
export async function confirmHelpLine(db: Db, slug: string, actor: string, now: Date) {
  await db.transaction(async (tx) => {
    const changedRows = await tx('help_lines')
      .where({ slug })
      .update({ confirmed_on: dayOf(now) })
    if (changedRows === 0) throw notFound()
    await recordEvent(tx, { at: now, action: 'help_line_confirmed', actor, subject: slug })
  })
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
