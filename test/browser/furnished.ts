import type { Page } from 'playwright-core'
import { noteAccess } from '../../server/accounts/accessNoticeStore.ts'
import type { Actor, Role } from '../../server/accounts/account.ts'
import { cookieName } from '../../server/access/guard.ts'
import { makeLink } from '../../server/accounts/links.ts'
import { addSession, type Stage } from '../../server/accounts/sessionStore.ts'
import { startAnswer } from '../../server/answers/store.ts'
import { unpublishArticle } from '../../server/articles/publishStore.ts'
import { returnArticle } from '../../server/articles/reviewStore.ts'
import { flushViews } from '../../server/views/store.ts'
import { importMostRead } from '../../server/import/year.ts'
import { sendMail } from '../../server/outbox/send.ts'
import { writeMail } from '../../server/outbox/store.ts'
import { startAlarm } from '../../server/urgent/alerts.ts'
import { addDuties } from '../../server/urgent/rotaStore.ts'
import { requestDetails } from '../../server/queue/store.ts'
import { receiptCodeFor } from '../../server/questions/receiptCode.ts'
import type { House } from '../house.ts'
import { readerAt } from '../reader.ts'

/** Words, names and addresses as long as they come: no page may be wider for them. */
const longWord = 'Minoritetsladningsbærerdiffusjonskoeffisientmålingsapparatur'
const longAddress = `https://www.helsenorge.no/${'spiseforstyrrelsesbehandling/'.repeat(4)}?emne=${longWord}`
const longText = `Hva er ${longWord}? Se ${longAddress} eller ring 116 117.`

export type Furnished = Awaited<ReturnType<typeof furnish>>

/** A house in the middle of a working day: something of everything that a page can show. */
export async function furnish(house: House) {
  const people = await hire(house)
  const questions = await askAll(house, people)
  const articles = await writeAll(house, people)
  await addDuties(house.deps.db, [{ day: '2026-11-20', samskipnad: 'sit', account: people.moderator.id }], {
    by: people.koordinator,
    now: house.deps.now(),
  })
  await tellOfAccess(house, people)
  return { people, questions, articles, links: await invite(house, people.illustrator) }
}

/** Makes her the one who sits at this page's browser. */
export async function sitDown(house: House, page: Page, actor: { id: string }, stage: Stage = 'full') {
  const { db, sessionSecret, newId, now } = house.deps
  const session = newId()
  await addSession(db, sessionSecret, { id: session, account: actor.id, now: now(), stage })
  await page
    .context()
    .addCookies([
      { name: cookieName(house.deps), value: session, url: house.url, httpOnly: true, sameSite: 'Lax' },
    ])
}

/** So that the editor does not ask whether she means to leave what is not saved. */
export async function leaveEditor(page: Page) {
  await page.evaluate('document.querySelector("form[data-writing]")?.dispatchEvent(new Event("submit"))')
}

async function hire({ given }: House) {
  const other = (name: string, role: Role) => given.staff(null, { name, roles: [role] })
  return {
    lege: await given.staff('lege', { name: `Lars ${longWord} Lege` }),
    psykolog: await given.staff('psykolog', { name: 'Pia Psykolog', samskipnad: 'sio' }),
    skribent: await given.staff('studentskribent', { name: 'Stine Skribent' }),
    moderator: await other('Mia Moderator', 'moderator'),
    koordinator: await other('Kaja Koordinator', 'koordinator'),
    illustrator: await other('Ila Illustratør', 'illustrator'),
    administrator: await given.staff(null, {
      name: 'Anna Administrator',
      roles: ['administrator'],
      samskipnad: null,
    }),
  }
}

/** What the coordinator has not seen yet of who may read questions. */
async function tellOfAccess({ deps }: House, { psykolog, lege, administrator }: People) {
  const change = { by: administrator.id, now: deps.now() }
  await noteAccess(deps.db, { ...change, about: psykolog.id, what: 'given', roles: ['svarer', 'moderator'] })
  await noteAccess(deps.db, { ...change, about: lege.id, what: 'withdrawn', roles: ['koordinator'] })
}

type People = Awaited<ReturnType<typeof hire>>

async function askAll(house: House, { lege, moderator }: People) {
  const { given, deps } = house
  const received = await given.receivedQuestion({ title: `${longWord}?`, body: longText, ageBand: '20_22' })
  const urgent = await given.receivedQuestion({
    urgent: true,
    samskipnad: 'sit',
    body: `Jeg orker ikke mer. ${longText}`,
  })
  await startAlarm(deps, urgent)
  const needsDetails = await given.receivedQuestion({ language: 'en', body: 'I cannot sleep before exams.' })
  const step = { id: needsDetails.id, version: needsDetails.version, by: moderator, now: deps.now() }
  await requestDetails(deps.db, deps.vault, step, { id: deps.newId(), text: longText })
  const queued = await given.queuedQuestion({ wants: ['lege'], title: longWord, body: longText })
  const held = await given.inProgressQuestion({ by: lege, title: longWord, body: longText })
  const answered = await given.publishedArticle({ isPrivate: true, by: lege, body: longText })
  return { received, urgent, needsDetails, queued, held, answeredCode: codeOf(house, answered.questionId) }
}

async function writeAll(house: House, { lege, psykolog, skribent, koordinator }: People) {
  const { given, deps } = house
  const { db, vault, newId, now } = deps
  const question = await given.inProgressQuestion({ by: lege })
  const draft = await startAnswer(db, vault, {
    question: question.id,
    by: lege,
    now: now(),
    articleId: newId(),
  })
  const published = await given.publishedArticle({
    by: lege,
    showName: true,
    asked: { ageBand: '23_25' },
    title: `Spiseforstyrrelsesbehandling og ${longWord}`,
    summary: `Om ${longWord}, på 116 117.`,
    body: `## ${longWord}\n\n${longText}\n\n- ${longWord}\n- ${longAddress}\n\n> ${longWord}\n\n| ${longWord} | To |\n|---|---|\n| a | ${longWord} |`,
  })
  const story = await given.publishedArticle({
    kind: 'studentartikkel',
    by: skribent,
    title: 'Alene i kantina',
  })
  const gone = await given.publishedArticle({ title: 'Noe som ikke lenger er her' })
  const act = { by: koordinator, now: now(), reviewId: newId(), spareKey: newId() }
  await unpublishArticle(db, vault, { ...gone, ...act, reason: 'Innsenderen har trukket spørsmålet.' })
  const returned = await given.articleInReview({
    by: lege,
    title: longWord,
    summary: `Om ${longWord}, på 116 117.`,
    body: longText,
  })
  const remark = `Fortell også hvor hun kan ringe. ${longText}`
  await returnArticle(db, vault, { ...returned, ...act, by: psykolog, reviewId: newId(), remark })
  await importMostRead(db)
  deps.viewCounter.count(published.id, readerAt('192.0.2.1'), now())
  await flushViews(db, deps.viewCounter, now())
  return {
    draft,
    returned,
    published,
    story,
    gone,
    review: await given.articleInReview({
      by: lege,
      title: longWord,
      summary: `Om ${longWord}, på 116 117.`,
      body: longText,
    }),
    approved: await given.approvedArticle({ by: lege }),
    forHerAlone: await given.articleDraft({ by: lege, asked: { mayPublish: false } }),
    answeredCode: codeOf(house, published.questionId),
  }
}

async function invite(house: House, { id }: Actor) {
  const { deps } = house
  await refuseMail(house, id)
  return {
    invitation: await makeLink(deps, 'invitation', id),
    // The newest link is the only one that works, so each is made for somebody of her own.
    reset: async (account: string) => makeLink(deps, 'reset', account),
  }
}

/** An invitation that her mail server will not take, for the page that says so. */
async function refuseMail({ deps }: House, receiver: string) {
  const send = () => Promise.reject(Object.assign(new Error('no'), { code: 'EENVELOPE', responseCode: 550 }))
  await writeMail(deps.db, [{ id: 'refused', kind: 'invitation', receiver, now: deps.now() }])
  await sendMail(
    { ...deps, mailer: { send } },
    { invitation: async () => ({ subject: 'Velkommen', text: 'Velg et passord.' }) },
  )
}

function codeOf({ deps }: House, question: string | null): string {
  return receiptCodeFor(deps.vault, question ?? '')
}
