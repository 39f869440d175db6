import type { Db } from '../db/open.ts'
import type { Place } from './seal.ts'
import type { DataKey } from './vault.ts'

/** A table with sealed columns, and where the key and the place of each row are found. */
export type SealedTable = {
  table: string
  columns: readonly string[]
  /** What is told apart by these is told apart in the seal, too. */
  id: readonly [string, ...string[]]
  /** The row that has the key and the organisation, when it is another. */
  behind?: readonly (readonly [table: string, id: string, from: string])[]
  key: string
  organisation: { column: string } | { value: string }
}

const question = { key: 'questions.key_id', organisation: { column: 'questions.organisation' } }
const organisationOfArticle = { organisation: { column: 'articles.organisation' } }

/** Everything that is sealed with data keys. A binary column that is not here fails `test/sealed.test.ts`. */
export const sealedTables: readonly SealedTable[] = [
  { table: 'questions', columns: ['title', 'body'], id: ['id'], ...question },
  {
    table: 'messages',
    columns: ['text'],
    id: ['id'],
    behind: [['questions', 'questions.id', 'messages.question']],
    ...question,
  },
  {
    table: 'revisions',
    columns: ['title', 'summary', 'question', 'body', 'kept', 'own_words_reason'],
    id: ['article', 'number'],
    behind: [['articles', 'articles.id', 'revisions.article']],
    key: 'articles.key_id',
    ...organisationOfArticle,
  },
  {
    table: 'reviews',
    columns: ['remark'],
    id: ['id'],
    behind: [['articles', 'articles.id', 'reviews.article']],
    key: 'reviews.key_id',
    ...organisationOfArticle,
  },
  {
    table: 'urgent_checks',
    columns: ['remark'],
    id: ['urgent_case', 'item'],
    behind: [
      ['urgent_cases', 'urgent_cases.id', 'urgent_checks.urgent_case'],
      ['questions', 'questions.id', 'urgent_cases.question'],
    ],
    ...question,
  },
  {
    table: 'second_factors',
    columns: ['secret'],
    id: ['account'],
    key: 'second_factors.key_id',
    organisation: { value: 'nasjonal' },
  },
]

/** `key` is undefined when it is destroyed: then the value is deleted. */
export type Sealed = { place: Place; key: DataKey | undefined; bytes: Buffer }

/** The sealed values of a table, in batches, in the order of the first column of their ids. */
export async function* sealedValues(
  db: Db,
  table: SealedTable,
  batch: number,
): AsyncGenerator<Sealed[], void> {
  const first = table.id[0]
  let after = ''
  for (;;) {
    const ids = await db(table.table)
      .where(first, '>', after)
      .distinct(first)
      .orderBy(first)
      .limit(batch)
      .pluck<string[]>(first)
    if (ids.length === 0) return
    yield (await rowsOf(db, table, ids)).flatMap((row) => valuesIn(table, row))
    after = ids.at(-1) ?? after
  }
}

type Row = Record<string, unknown> & { data_key: string | null; wrapped_by: string; wrapped: Buffer }

function rowsOf(db: Db, { table, columns, id, behind = [], key, organisation }: SealedTable, ids: string[]) {
  const query = db(table).whereIn(`${table}.${id[0]}`, ids)
  for (const [other, left, right] of behind) void query.leftJoin(other, left, right)
  if ('column' in organisation) void query.select({ organisation: organisation.column })
  return query
    .leftJoin('data_keys', 'data_keys.id', key)
    .select<Row[]>([...id, ...columns].map((column) => `${table}.${column}`))
    .select({ data_key: 'data_keys.id', wrapped_by: 'data_keys.wrapped_by', wrapped: 'data_keys.wrapped' })
}

function valuesIn({ table, columns, id, organisation: given }: SealedTable, row: Row): Sealed[] {
  const organisation = 'value' in given ? given.value : String(row.organisation)
  const name = id.map((column) => String(row[column])).join('/')
  const key = row.data_key === null ? undefined : keyOf({ ...row, data_key: row.data_key })
  return columns.flatMap((column) => {
    const bytes = row[column]
    return bytes === null
      ? []
      : [{ place: { table, column, id: name, organisation }, key, bytes: Buffer.from(bytes as Buffer) }]
  })
}

function keyOf({ data_key, wrapped_by, wrapped }: Row & { data_key: string }): DataKey {
  return { id: data_key, wrappedBy: wrapped_by, wrapped: Buffer.from(wrapped) }
}
