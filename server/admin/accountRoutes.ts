import { Router, type Request, type Response } from 'express'
import { actorOf, allow, requireStepUp } from '../access/guard.ts'
import { needsSecondFactor, roles, type Account } from '../accounts/account.ts'
import { lastHandover } from '../accounts/handoverStore.ts'
import { invite } from '../accounts/links.ts'
import {
  accountsWithSecondFactor,
  hasSecondFactor,
  resetSecondFactor,
} from '../accounts/secondFactorStore.ts'
import { allAccounts, findAccount, reactivateAccount, tryToAddAccount } from '../accounts/store.ts'
import { isNothing, listOfWork, whereItWent } from '../accounts/work.ts'
import type { Deps } from '../deps.ts'
import { amountInHand, deactivate, reappoint } from '../leaving/store.ts'
import { allProfessions, allSamskipnader } from '../samskipnader/store.ts'
import { parseForm, rawForm, type FieldError, type RawForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { doneText } from '../web/doneText.ts'
import { appointmentForm, appointmentOf, invitationForm, versionForm } from './accountForms.ts'

const home = '/redaksjon/admin'
const list = `${home}/kontoer`

/** The administrator's rooms: the way in to them, and the accounts. */
export function accountRoutes(deps: Deps): Router {
  return Router().use(listing(deps), appointing(deps), access(deps))
}

function listing(deps: Deps): Router {
  const router = Router()

  router.get(home, allow('manage_accounts'), (_req, res) => deps.render(res, 'admin/home'))

  router.get(list, allow('manage_accounts'), async (_req, res) => {
    const enrolled = await accountsWithSecondFactor(deps.db)
    const accounts = (await allAccounts(deps.db)).map((account) => ({
      ...account,
      state: stateOf(account, enrolled),
    }))
    deps.render(res, 'admin/accounts', { accounts, ...(await choices(deps)) })
  })

  return router
}

/** Who has an account, and what she may do with it. */
function appointing(deps: Deps): Router {
  const router = Router()
  const freshly = [allow('manage_accounts'), requireStepUp(deps)] as const

  router.get(`${list}/ny`, ...freshly, async (_req, res) => {
    deps.render(res, 'admin/account-new', { values: {}, errors: [], ...(await choices(deps)) })
  })

  router.post(list, ...freshly, async (req, res) => {
    const t = textsOf(res).accounts.errors
    const choice = await choices(deps)
    const again = (raw: RawForm, errors: FieldError[]) =>
      deps.render(res.status(422), 'admin/account-new', { values: raw, errors, ...choice })
    const form = parseForm(
      textsOf(res),
      (t) => invitationForm(t, choice.samskipnadCodes, choice.professionCodes),
      req.body,
    )
    if (!form.ok) return again(form.raw, form.errors)

    const id = deps.newId()
    const { epost: email } = form.values
    const appointment = appointmentOf(form.values)
    const by = actorOf(res).id
    const account = { id, email, ...appointment, passwordHash: null, isDemo: false, now: deps.now(), by }
    if (!(await tryToAddAccount(deps.db, account))) {
      return again(rawForm(req.body), [{ field: 'epost', message: t.emailTaken }])
    }
    await sendInvitation(deps, res, account.id)
  })

  router.get(`${list}/:id`, ...freshly, async (req, res) => {
    await showAccount(deps, req, res, await findAccount(deps.db, req.params.id as string))
  })

  router.post(`${list}/:id`, ...freshly, async (req, res) => {
    const account = await findAccount(deps.db, req.params.id as string)
    const { samskipnadCodes, professionCodes } = await choices(deps)
    const form = parseForm(
      textsOf(res),
      (t) => appointmentForm(t, samskipnadCodes, professionCodes),
      req.body,
    )
    if (!form.ok) return showAccount(deps, req, res.status(422), account, form.raw, form.errors)
    const before = { ...account, version: versionOf(req, res) }
    await reappoint(deps.db, before, appointmentOf(form.values), doing(deps, res))
    deps.alarmBell.emit('ring')
    res.redirect(303, `${list}/${account.id}?gjort=lagret`)
  })

  return router
}

/** Whether she gets in. */
function access(deps: Deps): Router {
  const router = Router()
  const freshly = [allow('manage_accounts'), requireStepUp(deps)] as const

  router.post(`${list}/:id/inviter`, ...freshly, async (req, res) => {
    const account = await findAccount(deps.db, req.params.id as string)
    if (account.hasPassword || !account.isActive) return res.redirect(303, `${list}/${account.id}`)
    await sendInvitation(deps, res, account.id)
  })

  router.post(`${list}/:id/deaktiver`, ...freshly, async (req, res) => {
    const account = await findAccount(deps.db, req.params.id as string)
    await deactivate(deps.db, { ...account, version: versionOf(req, res) }, doing(deps, res))
    deps.alarmBell.emit('ring')
    res.redirect(303, `${list}/${account.id}?gjort=deaktivert`)
  })

  router.post(`${list}/:id/aktiver`, ...freshly, async (req, res) => {
    const account = await findAccount(deps.db, req.params.id as string)
    await reactivateAccount(deps.db, { ...account, version: versionOf(req, res) }, doing(deps, res))
    deps.alarmBell.emit('ring')
    res.redirect(303, `${list}/${account.id}?gjort=aktivert`)
  })

  router.post(`${list}/:id/nullstill`, ...freshly, async (req, res) => {
    const account = await findAccount(deps.db, req.params.id as string)
    await resetSecondFactor(deps.db, account.id, doing(deps, res))
    res.redirect(303, `${list}/${account.id}?gjort=nullstilt`)
  })

  return router
}

async function sendInvitation(deps: Deps, res: Response, account: string) {
  await invite(deps.db, account, { id: deps.newId(), by: actorOf(res).id, now: deps.now() })
  res.redirect(303, `${list}/${account}?gjort=invitert`)
}

async function showAccount(
  deps: Deps,
  req: Request,
  res: Response,
  account: Account,
  raw?: RawForm,
  errors: FieldError[] = [],
) {
  const { name: navn, roles: roller, samskipnad, profession: fagbakgrunn } = account
  const enrolled = await hasSecondFactor(deps.db, account.id)
  const inHand = await amountInHand(deps.db, account, deps.now())
  const handover = await lastHandover(deps.db, account.id)
  deps.render(res, 'admin/account', {
    account,
    inHand: isNothing(inHand) ? undefined : listOfWork(textsOf(res), inHand),
    handover: handover && { at: handover.at, where: whereItWent(textsOf(res), handover.work) },
    isSelf: account.id === actorOf(res).id,
    enrolled,
    mustEnrol: needsSecondFactor(account) && !enrolled,
    values: { version: account.version, ...(raw ?? { navn, roller, samskipnad, fagbakgrunn }) },
    errors,
    done: doneText(req, textsOf(res).admin.account.done),
    ...(await choices(deps)),
  })
}

/** What the fields offer, and the same as codes for checking what comes back. */
async function choices(deps: Deps) {
  const samskipnader = await allSamskipnader(deps.db)
  const professions = await allProfessions(deps.db)
  return {
    roles,
    samskipnader,
    professions,
    samskipnadCodes: samskipnader.map(({ code }) => code),
    professionCodes: professions.map(({ code }) => code),
  }
}

function stateOf(account: Account, enrolled: Set<string>) {
  if (!account.isActive) return 'inactive'
  if (!account.hasPassword) return 'invited'
  return needsSecondFactor(account) && !enrolled.has(account.id) ? 'not_enrolled' : 'active'
}

/** The version that the form was made from; a form without one is stale. */
function versionOf(req: Request, res: Response): number {
  const form = parseForm(textsOf(res), versionForm, req.body)
  return form.ok ? form.values.version : 0
}

function doing(deps: Deps, res: Response) {
  return { by: actorOf(res), now: deps.now() }
}
