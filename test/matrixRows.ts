import type { Fields } from './client.ts'
import * as given from './matrixGiven.ts'
import { people, type Person, type Scene, type Thing, type Visit } from './matrixScene.ts'
import type { AppRoute } from './routeList.ts'

export type Row = {
  /** Everybody who gets in. To the rest it is not there. */
  who: readonly Person[]
  /** Made anew for each who gets in. */
  about?: (scene: Scene) => Promise<Thing> | Thing
  /** A form with nothing wrong in it: only who sends it can be why it is refused. */
  form?: (visit: Visit) => Promise<Fields> | Fields
  /** What the log says that she did. Of a form that only shows something it says nothing. */
  does?: string
}

const administrator: Person[] = ['administrator']
const coordinator: Person[] = ['koordinator']
const triage: Person[] = ['moderator', 'koordinator']
const writers: Person[] = ['koordinator', 'owner', 'stranger']
const readers: Person[] = ['moderator', 'koordinator', 'owner', 'stranger']
/** Of a question that somebody is answering. */
const near: Person[] = ['koordinator', 'owner']
const everyone: readonly Person[] = people

const admin = '/redaksjon/admin'
const question = '/redaksjon/sporsmal/:id'
const article = '/redaksjon/artikler/:id'

/** Every route under /redaksjon. A route with two deeds has two rows. */
export const matrix: Record<string, Row | Row[]> = {
  'get /redaksjon': { who: everyone },
  'post /redaksjon/ut': { who: everyone, does: 'signed_out' },
  'get /redaksjon/konto': { who: everyone },
  'post /redaksjon/konto/passord': {
    who: everyone,
    form: given.aNewPassword,
    does: 'password_changed',
  },
  'post /redaksjon/konto/logg-ut-overalt': { who: everyone, does: 'signed_out_everywhere' },
  'get /redaksjon/konto/tofaktor': { who: everyone },
  'post /redaksjon/konto/tofaktor': {
    who: everyone,
    form: given.theFirstCode,
    does: 'second_factor_enrolled',
  },
  'post /redaksjon/konto/gjenopprettingskoder': {
    who: everyone,
    form: given.anApp,
    does: 'recovery_codes_replaced',
  },
  'get /redaksjon/bekreft': { who: everyone },
  'post /redaksjon/bekreft': { who: everyone, form: given.herPassword, does: 'identity_confirmed' },

  [`get ${admin}`]: { who: administrator },
  [`get ${admin}/kontoer`]: { who: administrator },
  [`get ${admin}/kontoer/ny`]: { who: administrator },
  [`post ${admin}/kontoer`]: { who: administrator, form: given.anAppointment, does: 'account_invited' },
  [`get ${admin}/kontoer/:id`]: { who: administrator, about: given.colleague },
  [`post ${admin}/kontoer/:id`]: {
    who: administrator,
    about: given.colleague,
    form: () => ({ navn: 'Nytt Navn', roller: ['svarer'], samskipnad: 'sit', fagbakgrunn: 'lege' }),
    does: 'account_changed',
  },
  [`post ${admin}/kontoer/:id/inviter`]: {
    who: administrator,
    about: given.colleague,
    does: 'account_invited',
  },
  [`post ${admin}/kontoer/:id/deaktiver`]: {
    who: administrator,
    about: given.colleague,
    does: 'account_deactivated',
  },
  [`post ${admin}/kontoer/:id/aktiver`]: {
    who: administrator,
    about: given.formerColleague,
    does: 'account_reactivated',
  },
  [`post ${admin}/kontoer/:id/nullstill`]: {
    who: administrator,
    about: given.colleague,
    does: 'second_factor_reset',
  },
  [`get ${admin}/samskipnader`]: { who: administrator },
  [`post ${admin}/samskipnader`]: {
    who: administrator,
    form: () => ({ navn: 'Samskipnaden på Svalbard', kode: 'svalbard' }),
    does: 'samskipnad_added',
  },
  [`get ${admin}/samskipnader/:code`]: { who: administrator, about: () => ({ id: 'sit' }) },
  [`post ${admin}/samskipnader/:code`]: {
    who: administrator,
    about: given.samskipnad,
    form: () => ({ navn: 'Et annet navn' }),
    does: 'samskipnad_renamed',
  },
  [`post ${admin}/samskipnader/:code/studiesteder`]: {
    who: administrator,
    about: () => ({ id: 'sit' }),
    form: () => ({ navn: 'Universitetet på Dovre' }),
    does: 'campus_added',
  },
  [`get ${admin}/studiesteder/:code`]: { who: administrator, about: () => ({ id: 'uio' }) },
  [`post ${admin}/studiesteder/:code`]: {
    who: administrator,
    about: given.campus,
    form: () => ({ navn: 'Et annet navn' }),
    does: 'campus_renamed',
  },
  [`get ${admin}/fagbakgrunner`]: { who: administrator },
  [`post ${admin}/fagbakgrunner`]: {
    who: administrator,
    form: () => ({ navn: 'astrolog' }),
    does: 'profession_added',
  },
  [`get ${admin}/fagbakgrunner/:code`]: { who: administrator, about: () => ({ id: 'jurist' }) },
  [`post ${admin}/fagbakgrunner/:code`]: {
    who: administrator,
    about: () => ({ id: 'jurist', fields: { var_navn: 'jurist' } }),
    form: () => ({ navn: 'advokat' }),
    does: 'profession_changed',
  },
  [`get ${admin}/temaer`]: { who: administrator },
  [`post ${admin}/temaer`]: {
    who: administrator,
    form: () => ({ navn: 'Kanarifugler', beskrivelse: 'Om fugler i gruver', under: '' }),
    does: 'topic_added',
  },
  [`get ${admin}/temaer/:slug`]: { who: administrator, about: () => ({ id: 'sovn' }) },
  [`post ${admin}/temaer/:slug`]: {
    who: administrator,
    about: given.topic,
    form: () => ({ navn: 'Et annet navn', beskrivelse: '' }),
    does: 'topic_changed',
  },
  [`get ${admin}/logg`]: { who: administrator },
  [`get ${admin}/logg.csv`]: { who: administrator },
  [`post ${admin}/logg/kontroll`]: { who: administrator, does: 'audit_verified' },

  'post /redaksjon/tilganger/sett': {
    who: coordinator,
    form: given.anUnseenNotice,
    does: 'access_notices_seen',
  },
  'get /redaksjon/hjelpelinjer': { who: everyone },
  'post /redaksjon/hjelpelinjer': {
    who: ['koordinator', 'administrator'],
    form: given.aHelpLine,
    does: 'help_line_added',
  },
  'get /redaksjon/hjelpelinjer/ny': { who: ['koordinator', 'administrator'] },
  'get /redaksjon/hjelpelinjer/:slug': {
    who: ['koordinator', 'administrator'],
    about: () => ({ id: 'legevakt' }),
  },
  'post /redaksjon/hjelpelinjer/:slug': {
    who: ['koordinator', 'administrator'],
    about: given.helpLine('legevakt'),
    form: given.aHelpLine,
    does: 'help_line_changed',
  },
  'post /redaksjon/hjelpelinjer/:slug/bort': {
    who: ['koordinator', 'administrator'],
    about: given.helpLine('brann'),
    does: 'help_line_retired',
  },
  'post /redaksjon/hjelpelinjer/:slug/tilbake': {
    who: ['koordinator', 'administrator'],
    about: given.helpLine('rusinfo'),
    does: 'help_line_restored',
  },
  'post /redaksjon/hjelpelinjer/:slug/bekreftelse': {
    who: ['koordinator', 'administrator'],
    about: () => ({ id: 'legevakt' }),
    does: 'help_line_confirmed',
  },
  'get /redaksjon/mottak': { who: triage },
  'get /redaksjon/sporsmal': { who: readers },
  'get /redaksjon/epost': { who: ['koordinator', 'administrator'] },
  'get /redaksjon/vakt': { who: triage },
  'post /redaksjon/vakt': { who: coordinator, form: given.aDutyToAdd, does: 'duty_added' },
  'post /redaksjon/vakt/avlysning': { who: coordinator, form: given.aDutyToRemove, does: 'duty_removed' },
  'get /redaksjon/vern': { who: coordinator },
  'post /redaksjon/vern': [
    { who: coordinator, form: () => ({ vern: 'pa' }), does: 'protection_raised' },
    { who: coordinator, form: () => ({ vern: 'av' }), does: 'protection_lowered' },
  ],

  [`get ${question}`]: [
    { who: near, about: given.heldQuestion },
    { who: ['moderator', 'koordinator', 'owner'], about: given.queuedQuestion },
  ],
  [`post ${question}/triage`]: {
    who: triage,
    about: given.queuedQuestion,
    form: () => ({ topic: 'sovn', wants: ['lege'], language: 'nb' }),
    does: 'question_triaged',
  },
  [`post ${question}/avslutning`]: {
    who: triage,
    about: given.queuedQuestion,
    form: () => ({
      reason: 'Hører til et annet sted',
      rejection: 'Dette kan vi dessverre ikke svare på her.',
    }),
    does: 'question_rejected',
  },
  [`post ${question}/utdyping`]: {
    who: triage,
    about: given.queuedQuestion,
    form: () => ({ details: 'Kan du fortelle litt mer om når det begynte?' }),
    does: 'details_requested',
  },
  [`post ${question}/tildeling`]: {
    who: coordinator,
    about: given.queuedQuestion,
    form: ({ scene }) => ({ to: scene.actors.owner.id }),
    does: 'question_assigned',
  },
  [`post ${question}/tak`]: [
    { who: ['owner'], about: given.queuedQuestion, does: 'question_claimed' },
    { who: ['owner', 'stranger'], about: given.questionForAnyone, does: 'question_claimed' },
  ],
  [`post ${question}/avslag`]: {
    who: ['owner'],
    about: given.offeredQuestion,
    form: () => ({ decline_reason: '' }),
    does: 'question_declined',
  },
  [`post ${question}/fra-meg`]: {
    who: near,
    about: given.heldQuestion,
    form: () => ({ give_back_reason: 'Jeg rekker det ikke' }),
    does: 'question_given_back',
  },
  [`post ${question}/inhabil`]: {
    who: ['moderator', 'koordinator', 'owner'],
    about: given.queuedQuestion,
    does: 'question_conflicted',
  },
  [`post ${question}/hast`]: [
    { who: near, about: given.heldQuestion, form: () => ({ haster: 'ja' }), does: 'urgent_raised' },
    { who: triage, about: given.queuedQuestion, form: () => ({ haster: 'ja' }), does: 'urgent_raised' },
    // Said already: whoever may read it is told so.
    { who: ['moderator', 'koordinator', 'owner'], about: given.urgentCase, form: () => ({ haster: 'ja' }) },
    { who: triage, about: given.settledCase, form: () => ({ haster: 'nei' }), does: 'urgent_lowered' },
  ],
  [`post ${question}/bekreftelse`]: {
    who: triage,
    about: given.urgentCase,
    does: 'urgent_acknowledged',
  },
  [`post ${question}/sjekkliste`]: {
    who: triage,
    about: given.urgentCase,
    form: () => ({ item: 'avert', needed: 'nei', remark: '' }),
    does: 'urgent_decided_avert',
  },
  [`post ${question}/svar`]: { who: ['owner'], about: given.heldQuestion, does: 'answer_started' },

  'get /redaksjon/artikler': { who: writers },
  'post /redaksjon/artikler': { who: writers, does: 'article_started' },
  'get /redaksjon/artikler.csv': { who: coordinator },
  [`get ${article}`]: { who: near, about: given.draft },
  [`post ${article}`]: { who: near, about: given.draft, form: given.fullTexts, does: 'article_saved' },
  [`post ${article}/forhandsvisning`]: { who: near, about: given.draft, form: given.fullTexts },
  [`post ${article}/kvalitetssikring`]: {
    who: near,
    about: given.draft,
    form: given.fullTexts,
    does: 'article_submitted',
  },
  [`post ${article}/ta-tilbake`]: { who: near, about: given.inReview, does: 'article_recalled' },
  // Not on health, so that a colleague of any profession may judge it; nobody judges her own.
  [`post ${article}/godkjenning`]: {
    who: ['koordinator', 'stranger'],
    about: given.inReview,
    does: 'article_approved',
  },
  [`post ${article}/retur`]: {
    who: ['koordinator', 'stranger'],
    about: given.inReview,
    form: () => ({ remark: 'Skriv litt mer om hvor hun kan ringe.' }),
    does: 'article_returned',
  },
  [`post ${article}/overtakelse`]: {
    who: coordinator,
    about: given.leftDraft,
    does: 'article_taken_over',
  },
  [`post ${article}/publisering`]: { who: coordinator, about: given.approved, does: 'article_published' },
  [`post ${article}/avpublisering`]: {
    who: coordinator,
    about: given.published,
    form: () => ({ reason: 'Innholdet er foreldet' }),
    does: 'article_unpublished',
  },
}

export function rowsOf({ routes }: Scene): { route: AppRoute; row: Row }[] {
  return routes.flatMap((route) => [matrix[nameOf(route)] ?? []].flat().map((row) => ({ route, row })))
}

export function nameOf({ method, pattern }: AppRoute): string {
  return `${method} ${pattern}`
}
