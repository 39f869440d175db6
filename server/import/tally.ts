import { isDeepStrictEqual } from 'node:util'

/** What an import did with the entries of one kind. `kept`: left as the staff has made it since. */
export type Tally = { added: number; updated: number; unchanged: number; kept: number }

export type Outcome = keyof Tally

export function tallyOf(outcomes: Outcome[]): Tally {
  const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length
  return {
    added: count('added'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    kept: count('kept'),
  }
}

/** Runs a save and tells, from what is stored before and after, what it did with each of the saved keys. */
export async function tallied<T>(
  read: () => Promise<T[]>,
  keyOf: (entry: T) => string,
  save: () => Promise<void>,
): Promise<Tally> {
  const before = new Map((await read()).map((entry) => [keyOf(entry), entry]))
  await save()
  const after = await read()
  return tallyOf(
    after.map((entry) => {
      const known = before.get(keyOf(entry))
      if (known === undefined) return 'added'
      return isDeepStrictEqual(known, entry) ? 'unchanged' : 'updated'
    }),
  )
}
