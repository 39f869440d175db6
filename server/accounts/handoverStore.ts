import type { Db } from '../db/open.ts'
import type { Work } from './work.ts'

/** What somebody left, at once when she left it. */
export type Handover = { work: Work; at: string }

/** Gives the number of the handover. */
export async function addHandover(tx: Db, account: string, { work, at }: Handover): Promise<number> {
  const [row] = await tx('handovers')
    .insert({ account, happened_at: at, ...work })
    .returning<{ id: number }[]>('id')
  if (!row) throw new Error('The handover was not stored.')
  return row.id
}

export async function lastHandover(db: Db, account: string): Promise<Handover | undefined> {
  const row = await db<Row>('handovers').where({ account }).orderBy('id', 'desc').first()
  return row && handoverOf(row)
}

export async function findHandovers(db: Db, ids: number[]): Promise<Map<number, Work>> {
  const rows = await db<Row>('handovers').whereIn('id', ids)
  return new Map(rows.map((row) => [row.id, handoverOf(row).work]))
}

/** As long as the log says who had what. */
export async function forgetHandovers(tx: Db, before: string) {
  await tx('handovers').where('happened_at', '<', before).delete()
}

type Row = Work & { id: number; account: string; happened_at: string }

function handoverOf({ id: _id, account: _account, happened_at: at, ...work }: Row): Handover {
  return { work, at }
}
