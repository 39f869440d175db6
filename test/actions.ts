import { eventsAbout } from '../server/events/store.ts'
import { inOrder } from '../server/questions/history.ts'
import type { House } from './house.ts'

/** What was done with something, as its history tells it: the log has the acts of askers only when the hour is over. */
export async function historyOf(house: House, id: string) {
  return inOrder(await eventsAbout(house.deps.db, id))
}

export async function actionsAbout(house: House, id: string): Promise<string[]> {
  return (await historyOf(house, id)).map(({ action }) => action)
}
