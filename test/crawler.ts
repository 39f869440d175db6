import { expect } from 'vitest'
import { encode, type Fields, type Reply } from './client.ts'
import { empty, hasty, isFillable, tooLongSomewhere, untouched, type Filler } from './formFillers.ts'
import { readPage, type PatternOf, type WebForm, type WebPage } from './webPage.ts'

/** Of reference data a few pages stand for all; every question and article may be in a state of its own. */
const ofEach = 2
const ownState = /^\/redaksjon\/(sporsmal|artikler)\/:id/
/** What takes the ground from under the crawler's feet comes last. */
const ending = /\/(ut|logg-ut-overalt|deaktiver|nullstill|inhabil|tilbaketrekking|sletting)\b/
const answersToForm = [200, 303, 409, 422, 429]

type Request = { method: 'get' | 'post'; path: string; fields?: Fields }
export type Crawler = {
  who: string
  send: (request: Request) => Promise<Reply>
  /** Signs her in, anew when she has signed out on the way. */
  comeIn?: () => Promise<void>
  patternOf: PatternOf
  /** Where she starts, and, when she does not go everywhere, where she goes. */
  doors: string[]
  keepsTo?: RegExp
  /** What this person puts in a field, by its name. */
  knows?: Record<string, string>
  /** Forms that anybody has sent wrong: an error is the same for everybody. */
  triedWrong: Set<string>
  /** Forms that those have sent right whose roles she has. */
  triedRight: Set<string>
  /** Routes that have taken a form from anybody. */
  taken: Set<string>
}

type Found = { form: WebForm; at: string[] }
type Walk = Crawler & {
  pages: Set<string>
  kinds: Map<string, number>
  forms: Map<string, Found>
  asked: Set<string>
}

/**
 * Goes wherever one can go from these addresses, then sends every form that was seen: empty, with one field too long,
 * as it stands, and filled in; and looks at the links and forms of the answers. Every dead end is told, with the way there.
 */
export async function crawl(crawler: Crawler) {
  const walk: Walk = { ...crawler, pages: new Set(), kinds: new Map(), forms: new Map(), asked: new Set() }
  await walk.comeIn?.()
  for (const door of crawler.doors) await visit(walk, door, 'the door')
  const forms = [...walk.forms.values()].toSorted((a, b) => lastThingsLast(a.form, b.form))
  for (const found of forms.filter(({ form }) => isFillable(form) && isNew(walk.triedWrong, form.name)))
    for (const wrong of [empty, ...tooLongSomewhere(found.form)]) await sendAllWays(walk, found, wrong)
  await walk.comeIn?.()
  for (const found of forms.filter(({ form }) => isNew(walk.triedRight, form.name)))
    for (const right of isFillable(found.form) ? [untouched, hasty(walk.knows ?? {})] : [untouched])
      await sendAllWays(walk, found, right)
  return { pages: walk.pages.size, forms: forms.length }
}

async function visit(walk: Walk, path: string, from: string): Promise<void> {
  const kind = kindOf(walk, path)
  const met = walk.kinds.get(kind) ?? 0
  const isOfMany = met >= ofEach && !ownState.test(kind) && !walk.doors.includes(path)
  if (walk.pages.has(path) || isOfMany) return
  walk.pages.add(path)
  walk.kinds.set(kind, met + 1)
  const page = await open(walk, path, from)
  for (const form of page.forms) noteForm(walk, form, path)
  for (const link of page.links) if (walk.keepsTo?.test(link) !== false) await visit(walk, link, path)
}

/** Opens what was shown as a link: wherever it leads, a page must stand there in the end. */
async function open(walk: Walk, path: string, from: string): Promise<WebPage> {
  const { reply, address } = await arrive(walk, path)
  expect.soft(reply.status, `${walk.who}: ${path}, from ${from}`).toBe(200)
  return pageIn(walk, reply, address)
}

async function arrive(walk: Walk, path: string, hops = 0): Promise<{ reply: Reply; address: string }> {
  const reply = await walk.send({ method: 'get', path })
  if (reply.location === null || hops === 3) return { reply, address: path }
  const { pathname, search } = new URL(reply.location, 'http://here.example')
  return arrive(walk, pathname + search, hops + 1)
}

function pageIn(walk: Walk, reply: Reply, address: string): WebPage {
  const isPage = reply.headers.get('Content-Type')?.startsWith('text/html') === true
  const page = readPage(isPage ? reply.text : '', address, walk.patternOf)
  expect.soft(page.lost, `${walk.who}: links on ${address} to places that are not there`).toEqual([])
  return page
}

function noteForm({ forms }: Walk, form: WebForm, at: string) {
  const known = forms.get(form.name)
  if (!known) forms.set(form.name, { form, at: [at] })
  else if (known.at.length < 8) known.at.push(at)
}

function lastThingsLast(a: WebForm, b: WebForm): number {
  return Number(ending.test(a.name)) - Number(ending.test(b.name))
}

async function sendAllWays(walk: Walk, { form, at }: Found, fill: Filler) {
  for (const way of form.ways.keys()) {
    const page = await pageWith(walk, form, at)
    if (page) await sendFrom(walk, page, { way, fill })
  }
}

/** Somebody may have changed what was there; but of a kind there are several. */
async function pageWith(walk: Walk, { name }: WebForm, at: string[]) {
  for (const address of at) {
    const { reply } = await arriveSignedIn(walk, address)
    const form = reply.status === 200 && pageIn(walk, reply, address).forms.find((one) => one.name === name)
    if (form) return { form, address }
  }
  return undefined
}

async function arriveSignedIn(walk: Walk, path: string) {
  const found = await arrive(walk, path)
  if (!walk.comeIn || !found.address.startsWith('/redaksjon/inn')) return found
  await walk.comeIn()
  return arrive(walk, path)
}

type Sending = { way: number; fill: Filler; depth?: number }

async function sendFrom(
  walk: Walk,
  from: { form: WebForm; address: string },
  { way, fill, depth = 0 }: Sending,
) {
  const { form, address } = from
  const { action, button } = form.ways[way] ?? { action: address, button: {} }
  const fields = { ...fill(form), ...button }
  const said = `${walk.who} sends ${form.name} to ${action}, from ${address}`
  const reply = await walk.send(requestFor(form, action, fields))
  expect.soft(answersToForm, said).toContain(reply.status)
  if (form.method === 'post' && reply.status < 400) walk.taken.add(walk.patternOf(action, 'post'))
  const next = reply.location === null ? { reply, address: action } : await arrive(walk, reply.location)
  if (reply.location !== null)
    expect.soft(next.reply.status, `${said}, and comes to ${next.address}`).toBe(200)
  const page = pageIn(walk, next.reply, next.address)
  if (reply.status >= 400) await open(walk, action, `${said}, and loads the page again`)
  await followSome(walk, page, { after: form.name, said })
  if (depth < 4) await sendAsked(walk, page, { address: action, depth: depth + 1 })
}

/** The forms that only an answer shows: «Er du sikker?», and what stands behind a code. */
async function sendAsked(walk: Walk, page: WebPage, { address, depth }: { address: string; depth: number }) {
  const asked = page.forms.filter(({ name, method }) => method === 'post' && !walk.forms.has(name))
  for (const form of asked.filter(({ name }) => isNew(walk.asked, name)).toSorted(lastThingsLast))
    for (const fill of isFillable(form) ? [empty, hasty(walk.knows ?? {})] : [untouched])
      await sendFrom(walk, { form, address }, { way: 0, fill, depth })
}

/** One of each kind of link in an answer to this form. */
async function followSome(walk: Walk, page: WebPage, { after, said }: { after: string; said: string }) {
  for (const link of page.main)
    if (isNew(walk.asked, `${after}: ${kindOf(walk, link)}`)) await open(walk, link, said)
}

function requestFor({ method }: WebForm, action: string, fields: Fields): Request {
  if (method === 'post') return { method, path: action, fields }
  // A server refuses headers of more than 16 KB.
  return { method, path: `${action.split('?')[0]}?${encode(fields).toString().slice(0, 8000)}` }
}

function kindOf({ patternOf }: Crawler, path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://here.example')
  return [patternOf(pathname, 'get'), ...[...searchParams.keys()].toSorted()].join(' ')
}

function isNew(known: Set<string>, one: string): boolean {
  if (known.has(one)) return false
  known.add(one)
  return true
}
