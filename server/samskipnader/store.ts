import { isDuplicate } from '../db/faults.ts'
import type { Db } from '../db/open.ts'
import { DomainError, notFound } from '../errors.ts'
import type { EventAction } from '../events/action.ts'
import { recordEvent } from '../events/store.ts'
import { byName } from '../lib/norwegianOrder.ts'

export type Campus = { code: string; name: string }
export type Samskipnad = Campus & { campuses: Campus[] }
export type Profession = { code: string; name: string; isHealth: boolean }

/** Who does it, and when. */
type Attribution = { by: string; now: Date }

export async function allSamskipnader(db: Db): Promise<Samskipnad[]> {
  const samskipnader = byName(await db<Campus>('samskipnader').orderBy('code').select('code', 'name'))
  const campuses = byName(await db<CampusRow>('campuses').orderBy('code'))
  return samskipnader.map((samskipnad) => ({
    ...samskipnad,
    campuses: campuses
      .filter((campus) => campus.samskipnad === samskipnad.code)
      .map(({ code, name }) => ({ code, name })),
  }))
}

export async function allProfessions(db: Db): Promise<Profession[]> {
  const rows = await db<ProfessionRow>('professions').orderBy('code')
  return byName(rows.map(professionOf))
}

export async function findSamskipnad(db: Db, code: string): Promise<Samskipnad> {
  return (await allSamskipnader(db)).find((one) => one.code === code) ?? missing()
}

export async function findCampus(db: Db, code: string): Promise<Campus & { samskipnad: string }> {
  return (await db<CampusRow>('campuses').where({ code }).first()) ?? missing()
}

export async function findProfession(db: Db, code: string): Promise<Profession> {
  const row = await db<ProfessionRow>('professions').where({ code }).first()
  return row ? professionOf(row) : missing()
}

/** False when the code is taken. */
export function addSamskipnad(db: Db, samskipnad: Campus, doing: Attribution): Promise<boolean> {
  return add(db, 'samskipnader', samskipnad, 'samskipnad_added', doing)
}

export function addCampus(db: Db, campus: CampusRow, doing: Attribution): Promise<boolean> {
  return add(db, 'campuses', campus, 'campus_added', doing)
}

export function addProfession(db: Db, profession: Profession, doing: Attribution): Promise<boolean> {
  return add(db, 'professions', toRow(profession), 'profession_added', doing)
}

/** `before` is what she saw: had someone renamed it meanwhile, neither name is lost without a word. */
export function renameSamskipnad(db: Db, before: Campus, name: string, doing: Attribution) {
  return change(
    db,
    'samskipnader',
    { code: before.code, name: before.name },
    { name },
    'samskipnad_renamed',
    doing,
  )
}

export function renameCampus(db: Db, before: Campus, name: string, doing: Attribution) {
  return change(db, 'campuses', { code: before.code, name: before.name }, { name }, 'campus_renamed', doing)
}

export function changeProfession(db: Db, before: Profession, after: Profession, doing: Attribution) {
  return change(db, 'professions', toRow(before), toRow(after), 'profession_changed', doing)
}

export async function saveSamskipnader(db: Db, samskipnader: Samskipnad[]) {
  await db('samskipnader')
    .insert(samskipnader.map(({ code, name }) => ({ code, name })))
    .onConflict('code')
    .merge()
  const campuses = samskipnader.flatMap(({ code: samskipnad, campuses: places }) =>
    places.map(({ code, name }) => ({ code, name, samskipnad })),
  )
  await db('campuses').insert(campuses).onConflict('code').merge()
}

export async function saveProfessions(db: Db, professions: Profession[]) {
  await db('professions').insert(professions.map(toRow)).onConflict('code').merge()
}

type Table = 'samskipnader' | 'campuses' | 'professions'

async function add(
  db: Db,
  table: Table,
  row: { code: string },
  action: EventAction,
  { by, now }: Attribution,
) {
  try {
    await db.transaction(async (tx) => {
      await recordEvent(tx, { at: now, action, actor: by, subject: row.code })
      await tx(table).insert(row)
    })
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

async function change(
  db: Db,
  table: Table,
  before: Campus | ProfessionRow,
  after: object,
  action: EventAction,
  { by, now }: Attribution,
) {
  await db.transaction(async (tx) => {
    await recordEvent(tx, { at: now, action, actor: by, subject: before.code })
    const changed = await tx(table).where(before).update(after)
    if (changed !== 1) {
      throw new DomainError('conflict', 'changedByOther')
    }
  })
}

function missing(): never {
  throw notFound()
}

type CampusRow = Campus & { samskipnad: string }
type ProfessionRow = { code: string; name: string; is_health: number }

function professionOf({ code, name, is_health }: ProfessionRow): Profession {
  return { code, name, isHealth: is_health === 1 }
}

function toRow({ code, name, isHealth }: Profession): ProfessionRow {
  return { code, name, is_health: Number(isHealth) }
}
