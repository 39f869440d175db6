import { findQuestion } from '../server/questions/store.ts'
import type { Client } from './client.ts'
import type { House } from './house.ts'

/** Sends a form from the page as it is just now. */
export async function act(house: House, who: Client, id: string, verb: string, fields = {}) {
  const { version } = await findQuestion(house.deps.db, id)
  return who.post(`/redaksjon/sporsmal/${id}/${verb}`, { version: String(version), ...fields })
}
