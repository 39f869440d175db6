import { expect, test } from 'vitest'
import { makeLink } from '../../server/accounts/links.ts'
import type { Client } from '../client.ts'
import { openHouse } from '../house.ts'
import { draft, queuedQuestion } from '../matrixGiven.ts'
import { matrix } from '../matrixRows.ts'
import { setScene, type Scene } from '../matrixScene.ts'

/* The answer to a form stands at the form's own address. Back, a reload or a copied address ask for it with GET. */

test('whoever asks again for what a form answered comes to the page that holds the form', async () => {
  const scene = await setScene()
  for (const { address, who } of await formsOf(scene)) {
    const page = await arrive(await scene.as(who), address)
    expect(page.status, `${address} as ${who}`).toBe(200)
  }
})

test('she comes to the form that she had sent, and it stands open', async () => {
  const scene = await setScene()
  const { id } = await queuedQuestion(scene)
  const koordinator = await scene.as('koordinator')
  for (const form of ['triage', 'avslutning', 'utdyping', 'hast', 'inhabil']) {
    const sent = await koordinator.get(`/redaksjon/sporsmal/${id}/${form}?forslag=utenfor`)
    expect(sent.location).toBe(`/redaksjon/sporsmal/${id}?forslag=utenfor&skjema=${form}#${form}`)
    const { text } = await koordinator.get(`/redaksjon/sporsmal/${id}?skjema=${form}`)
    expect(text).toMatch(new RegExp(`<(details|section)[^>]* id="${form}"`))
    const open = [...text.matchAll(/<details[^>]* id="([\w-]+)" open/g)].map(([, name]) => name)
    expect(open).toEqual([form])
  }
  const text = await draft(scene)
  const editor = await arrive(koordinator, `/redaksjon/artikler/${text.id}/forhandsvisning`)
  expect(editor.text).toContain('id="skjema"')
})

test('a form of a question or an article that is not hers to open leads to nothing', async () => {
  const scene = await setScene()
  const { id } = await queuedQuestion(scene)
  const illustrator = await scene.as('illustrator')
  expect((await arrive(illustrator, `/redaksjon/sporsmal/${id}/triage`)).status).toBe(404)
  expect((await arrive(illustrator, `/redaksjon/sporsmal/${'f'.repeat(32)}/triage`)).status).toBe(404)
  expect((await scene.house.visitor.get(`/redaksjon/sporsmal/${id}/triage`)).location).toBe(
    `/redaksjon/inn?til=${encodeURIComponent(`/redaksjon/sporsmal/${id}/triage`)}`,
  )
})

test('an asker who asks again for what her code opened is asked for the code', async () => {
  const house = await openHouse()
  for (const form of ['svar', 'oppfolging', 'tilbaketrekking', 'sletting']) {
    const reply = await house.visitor.get(`/kvittering/${form}`)
    expect([reply.status, reply.location]).toEqual([303, `/kvittering?skjema=${form}#${form}`])
  }
})

test('whoever is invited and chooses too short a password may load the page again', async () => {
  const house = await openHouse()
  const { id } = await house.given.staff('lege')
  for (const kind of ['invitation', 'reset'] as const) {
    const { pathname } = new URL(await makeLink(house.deps, kind, id))
    const action = /<form class="form"[^>]* action="([^"]*)"/.exec(
      (await house.visitor.get(pathname)).text,
    )?.[1]
    const refused = await house.visitor.post(action ?? '', { passord: 'kort' })
    expect(refused.status).toBe(422)
    expect((await house.visitor.get(action ?? '')).text).toContain('name="passord"')
  }
})

async function formsOf(scene: Scene) {
  const posts = scene.routes.filter(({ method }) => method === 'post')
  const forms = []
  for (const { pattern } of posts) {
    for (const row of [matrix[`post ${pattern}`] ?? []].flat()) {
      const thing = await row.about?.(scene)
      const address = pattern.replace(/:(id|slug|code)/, thing?.id ?? '')
      forms.push({ address, who: row.who[0] ?? 'administrator' })
    }
  }
  return forms
}

async function arrive(who: Client, address: string, hops = 0): Promise<{ status: number; text: string }> {
  const reply = await who.get(address)
  if (reply.location === null || hops > 2) return reply
  return arrive(who, reply.location, hops + 1)
}
