import { isDuplicate } from '../db/faults.ts'
import type { Db } from '../db/open.ts'
import { DomainError, notFound } from '../errors.ts'
import { recordEvent } from '../events/store.ts'
import { dayOf } from '../lib/oslo.ts'
import {
  changesBetween,
  type HelpLanguage,
  type HelpLine,
  type HelpLineChange,
  type HelpLineWords,
  type KeptHelpLine,
} from './helpLine.ts'

/** All help lines that readers may be shown, acute ones first. */
export async function allHelpLines(db: Db): Promise<HelpLine[]> {
  return (await keptHelpLines(db)).filter(({ retiredOn }) => retiredOn === null)
}

/** All help lines, the retired too, as the staff has them in hand. */
export async function keptHelpLines(db: Db): Promise<KeptHelpLine[]> {
  return (await db<Row>('help_lines').orderBy(['position', 'slug'])).map(lineOf)
}

export async function findHelpLine(db: Db, slug: string): Promise<KeptHelpLine> {
  const row = await db('help_lines').where({ slug }).first<Row | undefined>()
  if (!row) throw notFound()
  return lineOf(row)
}

/** Who does it, and when. */
type Attribution = { by: string; now: Date }

/** Somebody on the staff has checked the number and the hours today. `version` is of what she saw. */
export async function confirmHelpLine(
  db: Db,
  { slug, version }: { slug: string; version: number | null },
  { by, now }: Attribution,
) {
  await db.transaction(async (tx) => {
    const line = await findHelpLine(tx, slug)
    if (line.retiredOn !== null || (version !== null && version !== line.version)) {
      throw new DomainError('conflict', 'helpLineChanged')
    }
    await recordEvent(tx, { at: now, action: 'help_line_confirmed', actor: by, subject: slug })
    const changed = await tx('help_lines')
      .where({ slug, version: line.version })
      .update({ confirmed_on: dayOf(now) })
    if (changed !== 1) throw new DomainError('conflict', 'helpLineChanged')
  })
}

/** Puts a new line last, to be confirmed. False when its address is taken. */
export async function addHelpLine(
  db: Db,
  slug: string,
  words: HelpLineWords,
  { by, now }: Attribution,
): Promise<boolean> {
  try {
    await db.transaction(async (tx) => {
      await recordEvent(tx, { at: now, action: 'help_line_added', actor: by, subject: slug })
      const { last } = await tx('help_lines').max({ last: 'position' }).first<{ last: number | null }>()
      const row = rowOf({ ...words, slug, confirmedOn: null })
      await tx('help_lines').insert({ ...row, is_edited: 1, position: (last ?? -1) + 1 })
    })
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

/** New words for a line that somebody has read as `before`. They must be confirmed. */
export async function changeHelpLine(
  db: Db,
  before: KeptHelpLine,
  words: HelpLineWords,
  { by, now }: Attribution,
) {
  const changes = changesBetween(before, words)
  if (changes.length === 0) return
  await db.transaction(async (tx) => {
    const { slug, version } = before
    await recordEvent(tx, { at: now, action: 'help_line_changed', actor: by, subject: slug })
    await saveKept(tx, before, rowOf({ ...words, slug, confirmedOn: null }))
    const change = { slug, version: version + 1, at: now.toISOString(), actor: by }
    await tx('help_line_changes').insert({ ...change, changes: JSON.stringify(changes) })
  })
}

/** Takes a line away from readers, or gives it back to them. */
export async function retireHelpLine(
  db: Db,
  before: KeptHelpLine,
  isRetired: boolean,
  { by, now }: Attribution,
) {
  const action = isRetired ? 'help_line_retired' : 'help_line_restored'
  await db.transaction(async (tx) => {
    await recordEvent(tx, { at: now, action, actor: by, subject: before.slug })
    await saveKept(tx, before, { retired_on: isRetired ? dayOf(now) : null })
  })
}

async function saveKept(tx: Db, { slug, version }: KeptHelpLine, values: Partial<Row>) {
  const changed = await tx('help_lines')
    .where({ slug, version })
    .update({ ...values, is_edited: 1, version: version + 1 })
  if (changed !== 1) throw new DomainError('conflict', 'helpLineChanged')
}

export type PastChange = { at: string; actor: string; changes: HelpLineChange[] }

/** What the staff has written in a line, the latest last. */
export async function helpLineChanges(db: Db, slug: string): Promise<PastChange[]> {
  const rows = await db('help_line_changes')
    .where({ slug })
    .orderBy('version')
    .select<(Omit<PastChange, 'changes'> & { changes: string })[]>('at', 'actor', 'changes')
  return rows.map(({ changes, ...row }) => ({ ...row, changes: JSON.parse(changes) as HelpLineChange[] }))
}

type Outcome = 'added' | 'updated' | 'unchanged' | 'kept'

/**
 * Adds and updates, and tells of each line what it did. What the staff has written is left alone. A confirmation made
 * here holds for the words it was made of, when it is newer than the file's.
 */
export async function saveHelpLines(tx: Db, lines: HelpLine[]): Promise<Outcome[]> {
  const known = new Map((await keptHelpLines(tx)).map((line) => [line.slug, line]))
  const outcomes = lines.map((line, position) => ({ ...outcomeOf(line, known.get(line.slug)), position }))
  const rows = outcomes.flatMap(({ saved, position }) => (saved ? [{ ...rowOf(saved), position }] : []))
  if (rows.length > 0) await tx('help_lines').insert(rows).onConflict('slug').merge()
  return outcomes.map(({ outcome }) => outcome)
}

function outcomeOf(line: HelpLine, known: KeptHelpLine | undefined): { outcome: Outcome; saved?: HelpLine } {
  if (!known) return { outcome: 'added', saved: line }
  if (known.isEdited) return { outcome: 'kept' }
  const isSame = changesBetween(known, line).length === 0
  const confirmedOn = isSame ? latest(line.confirmedOn, known.confirmedOn) : line.confirmedOn
  const isUnchanged = isSame && confirmedOn === known.confirmedOn
  return { outcome: isUnchanged ? 'unchanged' : 'updated', saved: { ...line, confirmedOn } }
}

function latest(a: string | null, b: string | null): string | null {
  return (a ?? '') > (b ?? '') ? a : b
}

function lineOf(row: Row): KeptHelpLine {
  const { text_phone, chat_hours, languages, confirmed_on, retired_on, is_edited, position: _, ...same } = row
  return {
    ...same,
    textPhone: text_phone,
    chatHours: chat_hours,
    languages: languages.split(',') as HelpLanguage[],
    confirmedOn: confirmed_on,
    retiredOn: retired_on,
    isEdited: is_edited === 1,
  }
}

function rowOf({ textPhone, chatHours, languages, confirmedOn, ...same }: HelpLine) {
  return {
    ...same,
    text_phone: textPhone,
    chat_hours: chatHours,
    languages: languages.join(','),
    confirmed_on: confirmedOn,
  }
}

type Row = Omit<HelpLine, 'textPhone' | 'chatHours' | 'languages' | 'confirmedOn'> & {
  text_phone: string | null
  chat_hours: string
  languages: string
  confirmed_on: string | null
  retired_on: string | null
  is_edited: number
  version: number
  position: number
}
