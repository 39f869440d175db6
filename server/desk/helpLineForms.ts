import type { Response } from 'express'
import { z } from 'zod'
import { actorOf } from '../access/guard.ts'
import type { Deps } from '../deps.ts'
import { helpKinds, helpLanguages, type HelpLine, type HelpLineWords } from '../help/helpLine.ts'
import { openingHoursOf } from '../help/openingHours.ts'
import type { Dictionary } from '../i18n/dictionary.ts'
import type { LongForms } from '../web/formBody.ts'
import { line, manyChoices, optionalChoice, parseForm, text, type RawForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'

const longest = { name: 80, short: 120, address: 300, description: 300 }

export const longForms: LongForms = {
  '/redaksjon/hjelpelinjer': 2400,
  '/redaksjon/hjelpelinjer/:slug': 2400,
}

/** Everything the staff may write of a line, as it is sent. */
export function helpLineForm(t: Dictionary, samskipnader: string[]) {
  const { errors } = t.help.desk
  const phone = line({ max: longest.short }, { max: errors.phone })
    .refine((value) => value === '' || /^\+?(?:\d ?){2,14}\d$/.test(value), errors.phone)
    .transform(orNull)
  const page = line({ max: longest.address }, { max: errors.page })
    .refine((value) => value === '' || isSafeAddress(value), errors.page)
    .transform(orNull)
  const short = line({ max: longest.short }, { max: errors.short })
  const hours = short.refine((value) => value === '' || openingHoursOf(value) !== undefined, errors.hours)
  return z
    .object({
      versjon: z.coerce.number().int().default(0),
      navn: line({ min: 1, max: longest.name }, { min: errors.name, max: errors.nameLong }),
      tema: z.enum(helpKinds, errors.kind),
      telefon: phone,
      sms: phone,
      teksttelefon: phone,
      chat: page,
      nettsted: page,
      adresse: short.transform(orNull),
      apningstid: hours,
      chattid: hours,
      sprak: manyChoices.pipe(z.array(z.enum(helpLanguages)).min(1, errors.languages)),
      hvem: short,
      sted: short,
      samskipnad: optionalChoice(samskipnader),
      beskrivelse: text(
        { min: 1, max: longest.description },
        { min: errors.description, max: errors.descriptionLong },
      ),
      kilde: line({ min: 1, max: longest.address }, { min: errors.source, max: errors.sourceLong }),
    })
    .refine((form) => form.telefon ?? form.sms ?? form.teksttelefon ?? form.chat ?? form.nettsted, {
      path: ['telefon'],
      error: errors.contact,
    })
    .refine((form) => form.chattid === '' || form.chat !== null, { path: ['chat'], error: errors.chat })
}

const seenForm = z.object({ versjon: z.coerce.number().int().nullable().default(null) })

/** The version of what she saw; null when the page did not say, and none that there is when it said something else. */
export function seenVersion(res: Response, body: unknown): number | null {
  const form = parseForm(textsOf(res), seenForm, body)
  return form.ok ? form.values.versjon : -1
}

/** Who does it, and when. */
export function doing(deps: Deps, res: Response) {
  return { by: actorOf(res).id, now: deps.now() }
}

type HelpLineForm = z.infer<ReturnType<typeof helpLineForm>>

export function wordsOf(form: HelpLineForm): HelpLineWords {
  return {
    name: form.navn,
    kind: form.tema,
    number: form.telefon,
    sms: form.sms,
    textPhone: form.teksttelefon,
    chat: form.chat,
    url: form.nettsted,
    address: form.adresse,
    hours: form.apningstid,
    chatHours: form.chattid,
    languages: form.sprak,
    audience: form.hvem,
    region: form.sted,
    samskipnad: form.samskipnad,
    description: form.beskrivelse,
    source: form.kilde,
  }
}

/** A line as the form shows it. */
export function valuesOf(line: HelpLine): RawForm {
  return {
    navn: line.name,
    tema: line.kind,
    telefon: line.number ?? '',
    sms: line.sms ?? '',
    teksttelefon: line.textPhone ?? '',
    chat: line.chat ?? '',
    nettsted: line.url ?? '',
    adresse: line.address ?? '',
    apningstid: line.hours,
    chattid: line.chatHours,
    sprak: line.languages,
    hvem: line.audience,
    sted: line.region,
    samskipnad: line.samskipnad ?? '',
    beskrivelse: line.description,
    kilde: line.source,
  }
}

function orNull(value: string): string | null {
  return value === '' ? null : value
}

function isSafeAddress(value: string): boolean {
  const url = URL.parse(value)
  return url?.protocol === 'https:' && url.hostname.includes('.') && url.username === ''
}
