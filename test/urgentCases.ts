import { startAlarm } from '../server/urgent/alerts.ts'
import type { Client } from './client.ts'
import type { House } from './house.ts'

/** The day on which a house opens. */
export const today = '2026-11-20'
export const body = 'En kanarifugl i en gruve synger at noe er helt galt her.'

/** A question of life and death, with its alarm. */
export async function arrivesUrgent(house: House, details: { slow?: boolean } = {}) {
  const question = await house.given.receivedQuestion({ urgent: true, body, samskipnad: 'sit', ...details })
  await startAlarm(house.deps, question)
  return question
}

export async function putOnDuty(who: Client, account: string, samskipnad = 'sit', from = today, to = from) {
  return who.post('/redaksjon/vakt', { account, samskipnad, from, to })
}

export const addressOf = async (house: House, account: string): Promise<string> =>
  (await house.deps.db('accounts').where({ id: account }).first('email')).email
