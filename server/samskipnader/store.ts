import type { Db } from '../db/open.ts'

export type Campus = { code: string; name: string }
export type Samskipnad = Campus & { campuses: Campus[] }
export type Profession = { code: string; name: string; isHealth: boolean }

export async function allSamskipnader(db: Db): Promise<Samskipnad[]> {
  const samskipnader = await db<Campus>('samskipnader').orderBy('name').select('code', 'name')
  const campuses = await db<CampusRow>('campuses').orderBy('name')
  return samskipnader.map((samskipnad) => ({
    ...samskipnad,
    campuses: campuses
      .filter((campus) => campus.samskipnad === samskipnad.code)
      .map(({ code, name }) => ({ code, name })),
  }))
}

export async function allProfessions(db: Db): Promise<Profession[]> {
  const rows = await db<ProfessionRow>('professions').orderBy('name')
  return rows.map(({ code, name, is_health }) => ({ code, name, isHealth: is_health === 1 }))
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
  const rows = professions.map(({ code, name, isHealth }) => ({ code, name, is_health: Number(isHealth) }))
  await db('professions').insert(rows).onConflict('code').merge()
}

type CampusRow = Campus & { samskipnad: string }
type ProfessionRow = { code: string; name: string; is_health: number }
