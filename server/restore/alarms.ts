import { listStaff } from '../accounts/store.ts'
import type { Db } from '../db/open.ts'
import { markTold } from '../urgent/alertStore.ts'
import { mayBeOnDuty } from '../urgent/rota.ts'
import { acknowledgeCase, findOpenCase, markAlerted, openCases } from '../urgent/store.ts'
import { hasAcknowledged, isAcknowledged, type UrgentCase } from '../urgent/urgentCase.ts'
import type { KnownAlarm } from './known.ts'
import { accountsAmong } from './knownStore.ts'

/**
 * Nobody is alarmed again of what she has been told of, or of what two have acknowledged, since the backup was made.
 * What no database knows of goes on as in the backup: somebody may still wait, and a mail too many is better than none.
 */
export async function carryAlarms(later: KnownAlarm[], copy: Db, now: Date) {
  for (const { urgent } of await openCases(copy)) {
    for (const known of later.filter(({ id }) => id === urgent.id)) await carryOne(copy, urgent, known, now)
  }
}

async function carryOne(copy: Db, urgent: UrgentCase, known: KnownAlarm, now: Date) {
  const { id: urgentCase, question } = urgent
  const people = [...known.acknowledgedBy, ...known.told.map(({ account }) => account)]
  const here = new Set(await accountsAmong(copy, people))
  const able = new Set((await listStaff(copy)).filter(mayBeOnDuty).map(({ id }) => id))
  for (const id of known.acknowledgedBy) {
    const current = await findOpenCase(copy, question)
    if (!current || isAcknowledged(current) || hasAcknowledged(current, id) || !able.has(id)) continue
    await acknowledgeCase(copy, question, { by: { id }, now })
  }
  if (known.alerted > urgent.alerted) await markAlerted(copy, urgent, known.alerted, now)
  const alerts = known.told.filter(({ account }) => here.has(account))
  await markTold(
    copy,
    alerts.map((alert) => ({ ...alert, urgentCase })),
    [],
    now,
  )
}
