import type { Request } from 'express'
import { MemoryStore, type Options } from 'express-rate-limit'
import type { NetworkKey } from '../web/limits.ts'

const hour = 3_600_000
const everyone = 'everyone'

/** Counts the questions of the last hour, from each network and in all, in memory only. */
export type AskingPace = {
  read: (req: Request) => Promise<{ fromHere: number; fromAll: number }>
  count: (req: Request) => Promise<void>
}

export function openAskingPace(networkKey: NetworkKey): AskingPace {
  const store = new MemoryStore()
  store.init({ windowMs: hour } as Options)
  const hits = async (key: string) => (await store.get(key))?.totalHits ?? 0
  return {
    read: async (req) => ({ fromHere: await hits(networkKey(req)), fromAll: await hits(everyone) }),
    count: async (req) => {
      await store.increment(networkKey(req))
      await store.increment(everyone)
    },
  }
}
