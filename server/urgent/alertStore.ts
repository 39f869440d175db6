import type { Db } from '../db/open.ts'
import { inNoOrder } from '../db/unordered.ts'
import { recordOutsideEvents } from '../events/outsideStore.ts'
import { chunks } from '../lib/chunks.ts'
import type { AlertLevel } from './urgentCase.ts'

/** That somebody has been told of a case when the alarm had gone so far. */
export type Alert = { urgentCase: string; account: string; level: AlertLevel }

/** Tells one from the other, and is what the mail is about. */
export function keyOf({ urgentCase, level }: Omit<Alert, 'account'>): string {
  return `${urgentCase}/${level}`
}

/** Who has been told of cases that are open, by case and level. */
export async function toldOf(db: Db): Promise<Map<string, Set<string>>> {
  const open = db('urgent_cases').select('id').where({ closed_at: null })
  const rows = await db<Row>('urgent_alerts').whereIn('urgent_case', open)
  const told = new Map<string, Set<string>>()
  for (const { urgent_case: urgentCase, account, level } of rows) {
    const key = keyOf({ urgentCase, level })
    told.set(key, (told.get(key) ?? new Set()).add(account))
  }
  return told
}

/** `later`: the questions of those cases that others had been told of before. */
export async function markTold(db: Db, alerts: Alert[], later: string[], now: Date) {
  await db.transaction(async (tx) => {
    for (const some of chunks(alerts.map(toRow))) {
      await tx('urgent_alerts')
        .insert(some.map((row) => ({ ...inNoOrder(tx), ...row })))
        .onConflict(['urgent_case', 'account', 'level'])
        .ignore()
    }
    const event = { at: now, action: 'urgent_alerted_later' } as const
    await recordOutsideEvents(
      tx,
      later.map((subject) => ({ ...event, subject })),
    )
  })
}

export async function deleteAlerts(tx: Db, urgentCase: string) {
  await tx('urgent_alerts').where({ urgent_case: urgentCase }).delete()
}

type Row = { urgent_case: string; account: string; level: AlertLevel }

function toRow({ urgentCase, account, level }: Alert): Row {
  return { urgent_case: urgentCase, account, level }
}
