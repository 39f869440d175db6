import { can } from '../access/permissions.ts'
import type { Actor } from '../accounts/account.ts'
import { namesOf } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import type { Dictionary } from '../i18n/dictionary.ts'
import type { Question } from '../questions/question.ts'
import { rowOf, type Row, type RowContext } from '../questions/row.ts'
import { openRemarks } from './checkStore.ts'
import { findOpenCase, openCases } from './store.ts'
import { checkItems, clockOf, hasAcknowledged, isAcknowledged, isDecided } from './urgentCase.ts'

export type UrgentRows = { unacknowledged: Row[]; undecided: Row[] }

/** The open cases this person follows up, the one that has waited longest first, the slow lane last. */
export async function urgentRows(
  deps: Deps,
  actor: Actor,
  t: Dictionary,
  context: RowContext,
): Promise<UrgentRows> {
  const rows: UrgentRows = { unacknowledged: [], undecided: [] }
  if (!can(actor, 'open_intake')) return rows
  for (const { urgent, question } of await openCases(deps.db)) {
    if (!can(actor, 'handle_urgent', question)) continue
    const { clock, count } = t.urgent.list
    const facts = [clock(clockOf({ ...urgent, acknowledgements: [] }, deps.now()))]
    const row = rowOf(question, context, { facts: [...facts, count(urgent.acknowledgements.length)] })
    if (!isAcknowledged(urgent)) rows.unacknowledged.push(row)
    else if (!isDecided(urgent)) rows.undecided.push(row)
  }
  return rows
}

/** The panel of an urgent case on the question's page. */
export async function urgentPanel(deps: Deps, { dates }: Dictionary, actor: Actor, question: Question) {
  const urgent = question.urgent ? await findOpenCase(deps.db, question.id) : undefined
  if (!urgent) return undefined
  const remarks = await openRemarks(deps.db, deps.vault, question, urgent)
  const people = await namesOf(deps.db, [
    ...urgent.acknowledgements.map(({ account }) => account),
    ...urgent.checks.map(({ decidedBy }) => decidedBy),
  ])
  return {
    minutes: clockOf(urgent, deps.now()),
    missing: Math.max(0, 2 - urgent.acknowledgements.length),
    isMine: hasAcknowledged(urgent, actor.id),
    acknowledgements: urgent.acknowledgements.map(({ account, at }) => ({
      name: people.get(account) ?? '',
      time: dates.time(at),
    })),
    items: checkItems.map((item) => {
      const check = urgent.checks.find((one) => one.item === item)
      return {
        item,
        seen: check?.decidedAt ?? '',
        isNeeded: check?.isNeeded,
        remark: remarks?.get(item) ?? '',
        by: check && (people.get(check.decidedBy) ?? ''),
        time: check && dates.time(check.decidedAt),
      }
    }),
    textsGone: remarks === undefined,
    mayClose: isAcknowledged(urgent) && isDecided(urgent),
  }
}
