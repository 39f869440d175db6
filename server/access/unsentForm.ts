import type { Request, Response } from 'express'
import type { Deps } from '../deps.ts'
import { DomainError } from '../errors.ts'
import { seal, unseal, type Place } from '../vault/seal.ts'
import type { Vault } from '../vault/vault.ts'
import { rawForm, type RawForm } from '../web/forms.ts'

const field = 'forseglet'
const secret = /pass?ord/i

/**
 * The answer to a form that may not be taken before she has signed in, or proved that it is her: how she does that
 * in another tab, and the form, ready to be sent again from this one. It lies sealed in the page and nowhere else:
 * whoever sits down at her computer, and sends it again from the browser's history, reads nothing of it.
 */
export function showUnsent(deps: Deps, req: Request, res: Response, page: { why: Why; wayOn: string }) {
  const form = rawForm(req.body)
  const sealed = mayBeSentAgain(form)
    ? (form[field] ?? sealForm(deps.vault, addressOf(req), form))
    : undefined
  deps.render(res.status(403), 'access/unsent', { ...page, name: field, sealed })
}

export type Why = 'signedOut' | 'unproven'

/** Puts what she wrote in the place of the sealed form that she has sent again. */
export function openUnsent({ vault }: Pick<Deps, 'vault'>, req: Request) {
  const sealed = rawForm(req.body)[field]
  if (sealed === undefined) return
  const form = unsealForm(vault, addressOf(req), String(sealed))
  if (!form) throw new DomainError('invalid', 'unsentFormBroken')
  req.body = form
}

/** Whether it holds more than its button. A password is typed anew. */
function mayBeSentAgain(form: RawForm): boolean {
  const names = Object.keys(form).filter((name) => name !== 'version')
  return names.length > 0 && !names.some((name) => secret.test(name))
}

function sealForm(vault: Vault, address: string, form: RawForm): string {
  return seal(keyOf(vault), placeOf(address), JSON.stringify(form)).toString('base64url')
}

function unsealForm(vault: Vault, address: string, sealed: string): RawForm | undefined {
  try {
    return rawForm(JSON.parse(unseal(keyOf(vault), placeOf(address), Buffer.from(sealed, 'base64url'))))
  } catch {
    return undefined
  }
}

function keyOf(vault: Vault): Buffer {
  return vault.derive('unsent-form', '')
}

/** A form is sent again to where it was sent, and opens nowhere else. */
function placeOf(address: string): Place {
  return { table: 'unsent forms', column: 'fields', id: address, organisation: '' }
}

function addressOf(req: Request): string {
  return req.baseUrl + req.path
}
