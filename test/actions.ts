import { eventsAbout } from '../server/events/store.ts'
import type { House } from './house.ts'

/** What the log says was done with something, in order. */
export async function actionsAbout(house: House, id: string): Promise<string[]> {
  return (await eventsAbout(house.deps.db, id)).map(({ action }) => action)
}
