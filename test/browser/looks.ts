import type { Page, Response } from 'playwright-core'
import type { Stage } from '../../server/accounts/sessionStore.ts'
import { fillIn } from './askForm.ts'
import type { Furnished } from './furnished.ts'

type Who = keyof Furnished['people']

/** One look at a page: its pattern, how to get there, and what is done on it before looking. */
export type Look = {
  route: string
  at?: string | ((given: Furnished) => string | Promise<string>)
  as?: Who
  stage?: Stage
  status?: number
  /** Comes to another page from there, and says with which status. */
  does?: (page: Page, given: Furnished) => Promise<Response | null>
}

const telling = 'Hei! Du kan ringe meg på 913 45 678. Jeg får ikke sove om natta før eksamen.'

export const readerLooks: Look[] = [
  { route: '/' },
  { route: '/artikler' },
  { route: '/artikler', at: '/artikler?type=studentartikkel' },
  { route: '/artikler/:slug', at: ({ articles }) => `/artikler/${articles.published.slug}` },
  { route: '/artikler/:slug', at: ({ articles }) => `/artikler/${articles.story.slug}` },
  { route: '/artikler/:slug', at: ({ articles }) => `/artikler/${articles.gone.slug}`, status: 410 },
  { route: '/artikler/:slug', at: '/artikler/finnes-ikke', status: 404 },
  { route: '/arkiv' },
  { route: '/arkiv/:year/:month', at: '/arkiv/2026/11' },
  { route: '/tema' },
  { route: '/tema/:slug', at: '/tema/sovn' },
  { route: '/tema/:slug', at: '/tema/okonomi' },
  { route: '/mest-lest' },
  { route: '/mest-lest/:year', at: '/mest-lest/2022' },
  { route: '/mest-lest/:year', at: '/mest-lest/2026' },
  { route: '/hjelp-na' },
  { route: '/en/hjelp-na' },
  { route: '/se/hjelp-na' },
  { route: '/om' },
  { route: '/personvern' },
  { route: '/personvern/lagringstid' },
  { route: '/personvern/datakart' },
  { route: '/personvern/dpia' },
  { route: '/tilgjengelighet' },
]

export const askerLooks: Look[] = [
  { route: '/spor' },
  { route: '/spor', status: 422, does: (page) => sendsEmpty(page) },
  { route: '/spor', does: (page) => asks(page, telling) },
  { route: '/spor', does: (page) => asks(page, telling).then(() => send(page, 'button[name=send]')) },
  { route: '/spor', does: (page) => asks(page, 'Jeg orker ikke mer og har tenkt å ta livet mitt.') },
  { route: '/kvittering' },
  { route: '/kvittering', status: 422, does: (page) => showCode(page, 'feil kode') },
  { route: '/kvittering', does: (page, { questions }) => showCode(page, questions.received.code) },
  { route: '/kvittering', does: (page, { questions }) => showCode(page, questions.needsDetails.code) },
  { route: '/kvittering', does: (page, { questions }) => showCode(page, questions.answeredCode) },
  { route: '/kvittering', does: (page, { articles }) => showCode(page, articles.answeredCode) },
  { route: '/kvittering', does: (page, { questions }) => regrets(page, questions.received.code, 'sletting') },
  {
    route: '/kvittering',
    does: (page, { questions }) => regrets(page, questions.received.code, 'tilbaketrekking'),
  },
  {
    route: '/kvittering',
    does: async (page, { questions }) => {
      await regrets(page, questions.received.code, 'tilbaketrekking')
      return send(page, 'main form button')
    },
  },
  { route: '/kvittering', does: (page, { questions }) => followsUp(page, questions.answeredCode) },
  {
    route: '/kvittering',
    does: async (page, { questions }) => {
      await followsUp(page, questions.answeredCode)
      return send(page, 'button[name=send]')
    },
  },
]

export const wayIn: Look[] = [
  { route: '/redaksjon/inn' },
  { route: '/redaksjon/inn', status: 422, does: (page) => send(page) },
  { route: '/redaksjon/inn/kode', as: 'lege', stage: 'second_factor' },
  { route: '/redaksjon/inn/tofaktor', as: 'moderator', stage: 'enrolment' },
  { route: '/redaksjon/glemt' },
  { route: '/redaksjon/glemt', at: '/redaksjon/glemt?gjort=sendt' },
  { route: '/redaksjon/invitasjon/:token', at: ({ links }) => new URL(links.invitation).pathname },
  { route: '/redaksjon/invitasjon/:token', at: '/redaksjon/invitasjon/x', status: 404 },
  {
    route: '/redaksjon/nytt-passord/:token',
    at: async ({ links, people }) => new URL(await links.reset(people.skribent.id)).pathname,
  },
]

const everyone: Who[] = [
  'lege',
  'psykolog',
  'skribent',
  'moderator',
  'koordinator',
  'illustrator',
  'administrator',
]
const question = (which: 'received' | 'urgent' | 'needsDetails' | 'queued' | 'held') => (given: Furnished) =>
  `/redaksjon/sporsmal/${given.questions[which].id}`
const article =
  (which: 'draft' | 'forHerAlone' | 'returned' | 'review' | 'approved' | 'published', query = '') =>
  (given: Furnished) =>
    `/redaksjon/artikler/${given.articles[which].id}${query}`

export const deskLooks: Look[] = [
  ...everyone.map((as): Look => ({ route: '/redaksjon', as })),
  { route: '/redaksjon/mottak', as: 'moderator' },
  { route: '/redaksjon/sporsmal', as: 'koordinator', at: '/redaksjon/sporsmal?status=alle' },
  { route: '/redaksjon/sporsmal', as: 'lege' },
  { route: '/redaksjon/sporsmal/:id', as: 'moderator', at: question('received') },
  { route: '/redaksjon/sporsmal/:id', as: 'moderator', at: question('urgent') },
  { route: '/redaksjon/sporsmal/:id', as: 'moderator', at: question('needsDetails') },
  { route: '/redaksjon/sporsmal/:id', as: 'koordinator', at: question('queued') },
  { route: '/redaksjon/sporsmal/:id', as: 'koordinator', at: question('held') },
  { route: '/redaksjon/sporsmal/:id', as: 'lege', at: question('queued') },
  { route: '/redaksjon/sporsmal/:id', as: 'lege', at: question('held') },
  { route: '/redaksjon/sporsmal/:id', as: 'administrator', at: question('held'), status: 404 },
  {
    route: '/redaksjon/sporsmal/:id',
    as: 'moderator',
    at: question('received'),
    status: 422,
    does: (page) => send(page, 'form[action$="/utdyping"] button'),
  },
  {
    route: '/redaksjon/sporsmal/:id',
    as: 'koordinator',
    at: question('queued'),
    status: 409,
    does: async (page) => {
      await page.evaluate('document.querySelector("form[action$=triage] [name=version]").value = "77"')
      return send(page, 'form[action$="/triage"] button')
    },
  },
  { route: '/redaksjon/vakt', as: 'koordinator' },
  { route: '/redaksjon/vakt', as: 'moderator' },
  { route: '/redaksjon/vakt', as: 'koordinator', status: 422, does: (page) => emptied(page, 'from') },
  { route: '/redaksjon/hjelpelinjer', as: 'koordinator' },
  { route: '/redaksjon/hjelpelinjer/ny', as: 'koordinator' },
  { route: '/redaksjon/hjelpelinjer/:slug', as: 'koordinator', at: '/redaksjon/hjelpelinjer/leve' },
  { route: '/redaksjon/epost', as: 'koordinator' },
  { route: '/redaksjon/vern', as: 'koordinator' },
  { route: '/redaksjon/artikler', as: 'koordinator', at: '/redaksjon/artikler?vis=alle' },
  { route: '/redaksjon/artikler', as: 'skribent' },
  { route: '/redaksjon/artikler/:id', as: 'lege', at: article('draft') },
  { route: '/redaksjon/artikler/:id', as: 'lege', at: article('draft'), does: (page) => previews(page) },
  {
    route: '/redaksjon/artikler/:id',
    as: 'lege',
    at: article('draft'),
    status: 422,
    does: (page) => tooLong(page),
  },
  {
    route: '/redaksjon/artikler/:id',
    as: 'lege',
    at: article('draft'),
    status: 409,
    does: (page) => stale(page),
  },
  { route: '/redaksjon/artikler/:id', as: 'lege', at: article('forHerAlone') },
  { route: '/redaksjon/artikler/:id', as: 'lege', at: article('returned') },
  { route: '/redaksjon/artikler/:id', as: 'lege', at: article('published', '?rediger=ja') },
  { route: '/redaksjon/artikler/:id', as: 'psykolog', at: article('review') },
  { route: '/redaksjon/artikler/:id', as: 'koordinator', at: article('approved') },
  { route: '/redaksjon/artikler/:id', as: 'koordinator', at: article('published') },
  { route: '/redaksjon/konto', as: 'lege' },
  { route: '/redaksjon/konto/tofaktor', as: 'lege' },
  { route: '/redaksjon/bekreft', as: 'lege' },
]

const admin = '/redaksjon/admin'
export const adminLooks: Look[] = [
  { route: admin },
  { route: `${admin}/kontoer` },
  { route: `${admin}/kontoer/ny` },
  { route: `${admin}/kontoer/ny`, status: 422, does: (page: Page) => send(page) },
  { route: `${admin}/kontoer/:id`, at: ({ people }: Furnished) => `${admin}/kontoer/${people.lege.id}` },
  { route: `${admin}/samskipnader` },
  { route: `${admin}/samskipnader/:code`, at: `${admin}/samskipnader/sit` },
  { route: `${admin}/studiesteder/:code`, at: `${admin}/studiesteder/uio` },
  { route: `${admin}/fagbakgrunner` },
  { route: `${admin}/fagbakgrunner/:code`, at: `${admin}/fagbakgrunner/lege` },
  { route: `${admin}/temaer` },
  { route: `${admin}/temaer/:slug`, at: `${admin}/temaer/sovn` },
  { route: `${admin}/logg` },
  { route: `${admin}/logg`, does: (page: Page) => send(page, 'form[action$="/kontroll"] button') },
].map((look): Look => ({ ...look, as: 'administrator' }))

/** Presses a button and waits for the page it leads to. */
async function send(page: Page, button = 'main form button[type=submit]'): Promise<Response | null> {
  await page.evaluate('document.querySelectorAll("main details").forEach((one) => (one.open = true))')
  const [response] = await Promise.all([
    page.waitForResponse(
      (one) => (one.request().isNavigationRequest() && one.status() < 300) || one.status() >= 400,
    ),
    page.waitForEvent('load'),
    page.locator(button).first().click(),
  ])
  return response
}

async function asks(page: Page, text: string) {
  await fillIn(page, text)
  return send(page)
}

/** As a browser does where the script of the steps is not read. */
async function sendsEmpty(page: Page) {
  const [response] = await Promise.all([
    page.waitForResponse((one) => one.status() === 422),
    page.waitForEvent('load'),
    page.evaluate('document.querySelector("form[data-steps]").submit()'),
  ])
  return response
}

async function showCode(page: Page, code: string) {
  await page.fill('#code', code)
  return send(page)
}

/** Presses «Trekk tilbake» or «Slett alt», and is asked whether she means it. */
async function regrets(page: Page, code: string, action: 'tilbaketrekking' | 'sletting') {
  await showCode(page, code)
  return send(page, `form[action="/kvittering/${action}"] button`)
}

async function followsUp(page: Page, code: string) {
  await showCode(page, code)
  await page.fill('#followUp', telling)
  return send(page, 'form[action="/kvittering/oppfolging"] button')
}

async function emptied(page: Page, field: string) {
  await page.locator(`[name=${field}]`).fill('')
  return send(page, `form:has([name=${field}]) button`)
}

async function previews(page: Page) {
  await page.fill('#body', '## Et råd\n\nStå **opp** til samme tid.\n\n> Du er ikke alene.\n\n- en\n- to')
  return send(page, 'button[formaction*=forhandsvisning]')
}

async function tooLong(page: Page) {
  await page.fill('#title', 'å'.repeat(200))
  return send(page, 'form[data-writing] button[type=submit]:not([formaction])')
}

async function stale(page: Page) {
  await page.evaluate('document.querySelector("form[data-writing] [name=version]").value = "77"')
  await page.fill('#title', 'Tittelen min')
  return send(page, 'form[data-writing] button[type=submit]:not([formaction])')
}
