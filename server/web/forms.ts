import { z } from 'zod'
import type { Dictionary } from '../i18n/dictionary.ts'
import { readable, readableLine, visibleLength } from '../lib/visible.ts'

export type FieldError = { field: string; message: string }
export type Parsed<T> =
  | { ok: true; values: T }
  /** `raw` is what was sent, for showing the form again with nothing lost. */
  | { ok: false; errors: FieldError[]; raw: RawForm }
export type RawForm = Record<string, string | string[]>

export type Schema = z.ZodType
export type ValuesOf<S extends Schema> = z.infer<S>
/** A form that says in somebody's language what is wrong; one that has nothing of its own to say is the same in all. */
export type FormIn<S extends Schema> = S | ((t: Dictionary) => S)

/** Checks a body against a form's schema. Only what the schema names comes through. */
export function parseForm<S extends Schema>(
  t: Dictionary,
  form: FormIn<S>,
  body: unknown,
): Parsed<ValuesOf<S>> {
  const schema = typeof form === 'function' ? madeOnce(form, t) : form
  const raw = rawForm(body)
  const parsed = schema.safeParse(raw, { error: () => t.problems.invalidValue })
  if (parsed.success) return { ok: true, values: parsed.data }
  const errors = parsed.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), message }))
  const firstOfEach = errors.filter(
    ({ field }, index) => errors.findIndex((other) => other.field === field) === index,
  )
  return { ok: false, errors: firstOfEach, raw }
}

const made = new WeakMap<object, WeakMap<Dictionary, Schema>>()

/** Zod compiles a form anew each time that it is made. */
function madeOnce<S extends Schema>(form: (t: Dictionary) => S, t: Dictionary): S {
  const inLanguages = made.get(form) ?? new WeakMap<Dictionary, Schema>()
  const known = inLanguages.get(t) as S | undefined
  if (known) return known
  const schema = form(t)
  made.set(form, inLanguages.set(t, schema))
  return schema
}

/** A line or a text from a person. What she cannot see is not counted. Empty when absent. */
export function text(limits: Limits, messages: Messages) {
  return words(readable, limits, messages)
}

/** As `text`, on one line. */
export function line(limits: Limits, messages: Messages) {
  return words(readableLine, limits, messages)
}

type Limits = { min?: number; max: number }
type Messages = { min?: string; max: string }

function words(read: (value: string) => string, limits: Limits, messages: Messages) {
  return (
    z
      .string()
      .default('')
      .transform(read)
      .refine((value) => visibleLength(value) >= (limits.min ?? 0), messages.min)
      // What is too long is looked at no further: a pattern may take its time with half a megabyte.
      .refine((value) => lengthOf(value) <= limits.max, { error: messages.max, abort: true })
  )
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
