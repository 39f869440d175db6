import { expect } from 'vitest'
import type { Article } from '../server/articles/article.ts'
import { findArticle } from '../server/articles/store.ts'
import type { Client, Fields, Reply } from './client.ts'
import type { House } from './house.ts'

/** The form of the editor, filled in. */
export const filledIn = {
  title: 'Hvordan får jeg sove før eksamen?',
  summary: 'Søvnen kommer lettere når du slutter å jage den.',
  question: 'Jeg får ikke sove. Hva kan jeg gjøre?',
  body: 'Du er ikke den eneste.\n\nStå opp til **samme tid** hver dag.',
  topic: 'sovn',
  visibility: 'public',
}

export type Desk = {
  address: string
  article: () => Promise<Article>
  /** Posts the editor's form, as it stands in the version that is saved unless given. */
  send: (who: Client, step: string, fields?: Fields) => Promise<Reply>
}

/** One article seen from the desk. */
export function deskOf(house: House, id: string): Desk {
  const address = `/redaksjon/artikler/${id}`
  const article = () => findArticle(house.deps.db, id)
  return {
    address,
    article,
    send: async (who, step, fields = {}) => {
      const { version, revision } = await article()
      return who.post(address + step, { version: String(version), revision: String(revision), ...fields })
    },
  }
}

/** A lege with a question in hand who has just begun her answer. */
export async function begunAnswer(
  house: House,
  details: Parameters<House['given']['inProgressQuestion']>[0] = {},
) {
  const lege = await house.signInAs('lege', { name: 'Ida Lege' })
  const question = await house.given.inProgressQuestion({ ...details, by: lege.actor })
  const reply = await lege.post(`/redaksjon/sporsmal/${question.id}/svar`)
  expect(reply.status).toBe(303)
  const id = reply.location?.split('/').at(-1) ?? ''
  return { lege, question, desk: deskOf(house, id) }
}

/** What the fields of a page hold, by name. */
export function fieldsIn(html: string): Record<string, string> {
  const areas = [...html.matchAll(/<textarea[^>]* name="(\w+)"[^>]*>\n?([^<]*)<\/textarea>/g)]
  const inputs = [...html.matchAll(/<input[^>]* name="(\w+)" type="text" value="([^"]*)"/g)]
  const hidden = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
  const chosen = [
    ...html.matchAll(/<input[^>]* name="(\w+)" type="(?:radio|checkbox)" value="(\w+)"[^>]* checked/g),
  ]
  const selects = [...html.matchAll(/<select[^>]* name="(\w+)"[\s\S]*?<\/select>/g)].map(([all, name]) => [
    all,
    name,
    /value="([^"]*)" selected/.exec(all)?.[1] ?? '',
  ])
  return Object.fromEntries(
    [...hidden, ...areas, ...inputs, ...chosen, ...selects].map(([, name = '', value = '']) => [
      name,
      decoded(value),
    ]),
  )
}

function decoded(text: string): string {
  return text.replace(
    /&(lt|gt|quot|#39|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name] ?? '',
  )
}
