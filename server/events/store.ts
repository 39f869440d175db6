import { createHash } from 'node:crypto'
import type { Db } from '../db/open.ts'
import { chunks } from '../lib/chunks.ts'
import { changesSite, type EventAction } from './action.ts'
import { outsideEventsAbout, takeFinishedHours } from './outsideStore.ts'

/** Who did what to which id, and when. Never a text: see trust.md, Audit. */
export type Event = {
  at: Date
  action: EventAction
  /** Account id; null for the service itself. What askers do comes in by `recordOutsideEvent`. */
  actor: string | null
  subject: string | null
}

type Row = {
  seq: number
  at: string
  action: string
  actor: string | null
  subject: string | null
  hash: string
}

/** Appends to the log, in the transaction of the change itself. */
export function recordEvent(tx: Db, event: Event) {
  return recordEvents(tx, [event])
}

/**
 * Several at once cost no more writes than one. What askers did in the hours that are over comes before them. Each
 * row carries the hash of the one before; taking the head row first makes writers on PostgreSQL queue for their
 * number.
 */
export async function recordEvents(tx: Db, events: Event[]) {
  const [first] = events
  if (!first) return
  await append(tx, first.at, events)
}

/** Puts what askers did in the hours that are over in the log. Returns how many. */
export function recordFinishedHours(db: Db, now: Date): Promise<number> {
  return db.transaction((tx) => append(tx, now, []))
}

async function append(tx: Db, now: Date, events: Event[]): Promise<number> {
  const raised = events.some(({ action }) => changesSite(action)) ? 1 : 0
  const [head] = await tx<Pick<Head, 'site_version'>>('event_head')
    .increment({ site_version: raised })
    .returning<Pick<Head, 'seq' | 'hash'>[]>(['seq', 'hash'])
  if (!head) throw new Error('The log has no head.')
  // What readers see has changed when the asker did it, and not when the log has it.
  const finished = await takeFinishedHours(tx, now)
  const all = [...finished.map((event) => ({ ...event, actor: null })), ...events.map(asStored)]
  let { hash } = head
  const rows = all.map((event, index) => {
    const row = { seq: head.seq + 1 + index, ...event }
    hash = chainHash(hash, row)
    return { ...row, hash }
  })
  for (const some of chunks(rows)) await tx('events').insert(some)
  if (rows.length > 0) await tx('event_head').update({ seq: head.seq + rows.length, hash })
  return finished.length
}

/** The version of all that readers see: it grows with every change to it, and with nothing else. */
export async function siteVersion(db: Db): Promise<number> {
  const head = await db('event_head').first<Head>('site_version')
  return head.site_version
}

/** For what changes the site and is no event, such as an import; last in its transaction, as an event is. */
export async function raiseSiteVersion(tx: Db) {
  await tx('event_head').increment('site_version')
}

function asStored({ at, ...event }: Event): Happened {
  return { ...event, at: at.toISOString() }
}

/** In the order of the log. What it does not have yet comes last. */
export async function eventsAbout(db: Db, subject: string): Promise<Happened[]> {
  const logged = await db<Row>('events')
    .where({ subject })
    .orderBy('seq')
    .select('at', 'action', 'actor', 'subject')
  const waiting = await outsideEventsAbout(db, subject)
  return [...logged, ...waiting.map((event) => ({ ...event, actor: null }))]
}

/** Which of some subjects this person did one of some things to after an instant. */
export async function subjectsSince(
  db: Db,
  {
    actor,
    actions,
    subjects,
    since,
  }: { actor: string; actions: EventAction[]; subjects: string[]; since: string },
): Promise<Set<string>> {
  const rows = await db<Row>('events')
    .whereIn('subject', subjects)
    .whereIn('action', actions)
    .where({ actor })
    .where('at', '>', since)
    .select('subject')
  return new Set(rows.flatMap(({ subject }) => subject ?? []))
}

/** Deletes what is older than an instant and remembers where the chain now begins. Returns how many. */
export async function trimEvents(tx: Db, before: string): Promise<number> {
  const last = await tx<Row>('events').where('at', '<', before).orderBy('seq', 'desc').first()
  if (!last) return 0
  await tx('event_head').update({ trimmed_seq: last.seq, trimmed_hash: last.hash })
  return tx('events').where('seq', '<=', last.seq).delete()
}

export type Listed = Omit<Row, 'hash'>
export type Happened = Omit<Listed, 'seq'>
export type Filter = { action: string | null; actor: string | null }

/** A page of the log, the newest first, and how many events the filter lets through. */
export async function listEvents(
  db: Db,
  filter: Filter,
  { offset, size }: { offset: number; size: number },
): Promise<{ events: Listed[]; count: number }> {
  const events = await filtered(db, filter)
    .orderBy('seq', 'desc')
    .offset(offset)
    .limit(size)
    .select('seq', 'at', 'action', 'actor', 'subject')
  const { count } = await filtered(db, filter).count({ count: '*' }).first<{ count: number }>()
  return { events, count }
}

/** All that the filter lets through, the newest first, in batches: the log may be longer than the memory. */
export async function* eachEvent(db: Db, filter: Filter, batch = 250): AsyncGenerator<Listed[], void> {
  const head = await db('event_head').first<{ seq: number }>('seq')
  let before = head.seq + 1
  let events: Listed[]
  do {
    events = await filtered(db, filter)
      .andWhere('seq', '<', before)
      .orderBy('seq', 'desc')
      .limit(batch)
      .select('seq', 'at', 'action', 'actor', 'subject')
    yield events
    before = events.at(-1)?.seq ?? 0
  } while (events.length === batch)
}

/** The actions and the people that are in the log. */
export async function whatIsLogged(db: Db): Promise<{ actions: string[]; actors: string[] }> {
  const actions = await db<Row>('events').distinct('action').orderBy('action')
  const actors = await db<Row>('events').distinct('actor').whereNotNull('actor')
  return { actions: actions.map(({ action }) => action), actors: actors.flatMap(({ actor }) => actor ?? []) }
}

export type ChainCheck = { isWhole: true; count: number } | { isWhole: false; brokenAt: number }

/**
 * Computes every hash again, from where the log now begins to its head. Finds what was changed, put in or taken
 * out behind the service's back, also at either end.
 */
export async function verifyChain(db: Db, batch = 1000): Promise<ChainCheck> {
  const head = await db('event_head').first<Head>()
  let { trimmed_seq: seq, trimmed_hash: hash } = head
  while (seq < head.seq) {
    const rows = await db<Row>('events')
      .where('seq', '>', seq)
      .andWhere('seq', '<=', head.seq)
      .orderBy('seq')
      .limit(batch)
    if (rows.length === 0) return { isWhole: false, brokenAt: seq + 1 }
    for (const row of rows) {
      seq += 1
      if (row.seq !== seq || row.hash !== chainHash(hash, row)) return { isWhole: false, brokenAt: seq }
      hash = row.hash
    }
  }
  const stray = await db<Row>('events').where('seq', '<=', head.trimmed_seq).orderBy('seq').first('seq')
  if (stray) return { isWhole: false, brokenAt: stray.seq }
  return hash === head.hash
    ? { isWhole: true, count: head.seq - head.trimmed_seq }
    : { isWhole: false, brokenAt: head.seq }
}

type Head = { seq: number; hash: string; trimmed_seq: number; trimmed_hash: string; site_version: number }

function filtered(db: Db, { action, actor }: Filter) {
  return db<Row>('events').where({
    ...(action !== null && { action }),
    ...(actor !== null && { actor: actor === 'system' ? null : actor }),
  })
}

function chainHash(previous: string, row: Listed): string {
  const content = JSON.stringify([previous, row.seq, row.at, row.action, row.actor, row.subject])
  return createHash('sha256').update(content).digest('hex')
}
