import type { Request } from 'express'
import { MemoryStore, type Options } from 'express-rate-limit'
import type { Db } from '../db/open.ts'
import type { NetworkKey } from '../web/limits.ts'
import type { RecentAsks } from './pace.ts'
import { isUnderAttack } from './store.ts'

const hour = 3_600_000
const everyone = 'everyone'

/** Counts the questions of the last hour, from each network and in all, in memory only. */
export type AskingPace = {
  read: (req: Request) => Promise<RecentAsks>
  count: (req: Request) => Promise<void>
}

export function openAskingPace(db: Db, networkKey: NetworkKey): AskingPace {
  const store = new MemoryStore()
  store.init({ windowMs: hour } as Options) // the only option that it reads
  const hits = async (key: string) => (await store.get(key))?.totalHits ?? 0
  return {
    read: async (req) => ({
      fromHere: await hits(networkKey(req)),
      fromAll: await hits(everyone),
      underAttack: await isUnderAttack(db),
    }),
    count: async (req) => {
      await store.increment(networkKey(req))
      await store.increment(everyone)
    },
  }
}
