import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { hasVisible } from '../lib/visible.ts'

export const contentFolder = fileURLToPath(new URL('../../content/', import.meta.url))

/** The form of slugs and codes. */
export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** What stands where readers look. */
export const words = z.string().refine(hasVisible, 'er tom.')

/** Reads a JSON file of `content/`, or throws an Error that names the file, the entry and the field. */
export async function readContent<T extends z.ZodType>(
  name: string,
  schema: T,
  folder = contentFolder,
): Promise<z.infer<T>> {
  const data = parseJson(name, await readText(name, folder))
  const parsed = schema.safeParse(data, { error: sentenceOf })
  if (parsed.success) return parsed.data
  throw contentError(
    name,
    ...parsed.error.issues.map((issue) => `${whereIs(data, issue.path)} ${issue.message}`),
  )
}

export async function readText(name: string, folder = contentFolder): Promise<string> {
  try {
    return await readFile(path.join(folder, name), 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw contentError(name, code === 'ENOENT' ? 'Filen finnes ikke.' : `Filen kan ikke leses (${code}).`)
  }
}

export function contentError(name: string, ...problems: string[]): Error {
  return new Error([`content/${name}`, ...problems.map((problem) => `  ${problem}`)].join('\n'))
}

/** A check for lists: what the database would refuse as a duplicate, said with its name. */
export function unique<T>(namesOf: (entry: T) => string[]) {
  return (entries: T[], context: z.RefinementCtx) => {
    const names = entries.flatMap(namesOf)
    for (const name of new Set(names.filter((one, place) => names.indexOf(one) !== place))) {
      context.addIssue({ code: 'custom', message: `«${name}» står flere ganger.` })
    }
  }
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw contentError(name, `Filen er ikke gyldig JSON: ${error instanceof Error ? error.message : ''}`)
  }
}

/** «nr. 3 (fem-kjaerlighetssprak), title»: people look for the entry by its name, not by its index. */
function whereIs(data: unknown, [first, ...rest]: PropertyKey[]): string {
  if (typeof first !== 'number') return [first ?? 'Innholdet', ...rest].map(String).join('.')
  const entry = (Array.isArray(data) ? data[first] : undefined) as Record<string, unknown> | undefined
  const name = entry?.slug ?? entry?.code ?? entry?.key
  const place = `nr. ${first + 1}${typeof name === 'string' ? ` (${name})` : ''}`
  return rest.length === 0 ? `${place}:` : `${place}, ${rest.map(String).join('.')}`
}

const sentenceOf: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'mangler.'
        : `har feil type, skal være ${typeNames[issue.expected] ?? issue.expected}.`
    case 'invalid_value':
      return `må være en av: ${issue.values.join(', ')}.`
    case 'too_small':
      return issue.minimum === 1 ? 'er tom.' : `må være minst ${issue.minimum}.`
    case 'too_big':
      return `er for stor eller lang, høyst ${issue.maximum}.`
    case 'invalid_format':
      return `har feil form (${formats[issue.format] ?? issue.format}).`
    case 'unrecognized_keys':
      return `ukjent felt: ${issue.keys.join(', ')}.`
    default:
      return 'er ugyldig.'
  }
}

const typeNames: Record<string, string> = {
  string: 'tekst',
  number: 'tall',
  int: 'et helt tall',
  boolean: 'true eller false',
  array: 'en liste',
  object: 'et objekt',
}
const formats: Record<string, string> = {
  regex: 'små bokstaver a–z, tall og bindestrek',
  date: 'dato som 2022-12-31',
  url: 'adresse som begynner med https://',
}
