import { z } from 'zod'
import { dictionaries } from '../i18n/dictionary.ts'
import { hasVisible, visibleLength } from '../lib/visible.ts'

export type FieldError = { field: string; message: string }
export type Parsed<T> =
  | { ok: true; values: T }
  /** `raw` is what was sent, for showing the form again with nothing lost. */
  | { ok: false; errors: FieldError[]; raw: RawForm }
export type RawForm = Record<string, string | string[]>

const { problems } = dictionaries.nb
z.config({ customError: () => problems.invalidValue })

export type Schema = z.ZodType
export type ValuesOf<S extends Schema> = z.infer<S>

/** Checks a body against a form's schema. Only what the schema names comes through. */
export function parseForm<S extends Schema>(schema: S, body: unknown): Parsed<ValuesOf<S>> {
  const raw = rawForm(body)
  const parsed = schema.safeParse(raw)
  if (parsed.success) return { ok: true, values: parsed.data }
  const errors = parsed.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), message }))
  const firstOfEach = errors.filter(
    ({ field }, index) => errors.findIndex((other) => other.field === field) === index,
  )
  return { ok: false, errors: firstOfEach, raw }
}

/**
 * A line or a text from a person: trimmed, line breaks as `\n`. Control characters (they come along when she
 * pastes from a PDF) are left out: she could not find them. What else she cannot see stays, since it shapes emoji,
 * Persian and Thai; but it is not counted as text, and alone it is nothing. Empty when absent.
 */
export function text(limits: Limits, messages: Messages) {
  return words(readable, limits, messages)
}

/**
 * As `text`, on one line: a name with a line break in it breaks lists, logs and mails. So do signs that turn the
 * direction of what stands beside, and names that only differ in what nobody sees.
 */
export function line(limits: Limits, messages: Messages) {
  return words((value) => readable(value.replace(turningOrHidden, '')).replace(/\s+/g, ' '), limits, messages)
}

/** Soft hyphen, zero-width space and word joiner; bidirectional embeddings, overrides and isolates. */
const turningOrHidden = /[\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069]/g

type Limits = { min?: number; max: number }
type Messages = { min?: string; max: string }

function words(read: (value: string) => string, limits: Limits, messages: Messages) {
  return (
    z
      .string()
      .default('')
      .transform(read)
      .refine((value) => visibleLength(value) >= (limits.min ?? 0), messages.min ?? problems.invalidValue)
      // What is too long is looked at no further: a pattern may take its time with half a megabyte.
      .refine((value) => lengthOf(value) <= limits.max, { error: messages.max, abort: true })
  )
}

function readable(value: string): string {
  const kept = value
    .replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}\ufeff]/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim()
  return hasVisible(kept) ? kept : ''
}

/** One of a list, or null when the field is empty or absent. */
export function optionalChoice<const T extends readonly string[]>(options: T) {
  return z
    .enum(['', ...options])
    .default('')
    .transform((value) => (value === '' ? null : (value as T[number])))
}

export const checkbox = z
  .enum(['', 'ja'])
  .default('')
  .transform((value) => value === 'ja')

/** Any number of ticked boxes with the same name: the browser sends nothing, one value or several. */
export const manyChoices = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((value) => [value].flat().filter((choice) => choice !== ''))

/** Characters as a person counts them, not UTF-16 units. */
export function lengthOf(value: string): number {
  return Array.from(value).length
}

/** Only strings and lists of strings, whatever was sent. */
export function rawForm(body: unknown): RawForm {
  const entries = Object.entries(typeof body === 'object' && body !== null ? body : {})
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string | string[]] => {
      const [name, value] = entry
      return (
        name !== '__proto__' && (typeof value === 'string' || (Array.isArray(value) && value.every(isString)))
      )
    }),
  )
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}
