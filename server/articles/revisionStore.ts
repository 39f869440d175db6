import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import { findDataKey } from '../vault/store.ts'
import type { DataKey, Vault } from '../vault/vault.ts'
import type { Article, Texts } from './article.ts'
import { publishedTexts } from './store.ts'

const textColumns = ['title', 'summary', 'question', 'body'] as const
const sealedColumns = [...textColumns, 'kept'] as const

/**
 * Seals the texts as the article's working revision, replacing what that revision had; with them, what their
 * writer has said may stand although it may tell who asked (the keys of publicDetails.ts).
 */
export async function saveTexts(
  tx: Db,
  vault: Vault,
  article: Article,
  { kept = [], ...texts }: Texts & { kept?: string[] },
  now: Date,
) {
  const key = await keyOfArticle(tx, article)
  const columns = { ...texts, kept: JSON.stringify(kept) }
  const sealed = Object.fromEntries(
    sealedColumns.map((column) => [column, vault.seal(key, placeOf(article, column), columns[column])]),
  )
  const row = { article: article.id, number: article.revision, saved_at: now.toISOString(), ...sealed }
  await tx('revisions').insert(row).onConflict(['article', 'number']).merge()
}

/** When their key is replaced: what it sealed cannot be opened, and is not to be taken for what the new one sealed. */
export async function deleteRevisions(tx: Db, article: string) {
  await tx('revisions').where({ article }).delete()
}

/** The texts of the working revision; undefined when their key is destroyed. */
export async function openTexts(db: Db, vault: Vault, article: Article): Promise<Texts | undefined> {
  const key = await findDataKey(db, article.keyId)
  const row = await db<RevisionRow>('revisions')
    .where({ article: article.id, number: article.revision })
    .first()
  if (!key || !row) return undefined
  const opened = textColumns.map((column) => [
    column,
    vault.open(key, placeOf(article, column), Buffer.from(row[column])),
  ])
  return Object.fromEntries(opened) as Texts
}

/** What the writer of the working revision has said may stand in it. */
export async function openKept(db: Db, vault: Vault, article: Article): Promise<string[]> {
  const key = await findDataKey(db, article.keyId)
  const row = await db<RevisionRow>('revisions')
    .where({ article: article.id, number: article.revision })
    .first('kept')
  if (!key || !row?.kept) return []
  return JSON.parse(vault.open(key, placeOf(article, 'kept'), Buffer.from(row.kept))) as string[]
}

export type Head = { title: string | undefined; savedAt: string | undefined }

/** What a list shows of a text: the title of the working revision, or of the published one when that is gone. */
export async function headOf(db: Db, vault: Vault, article: Article): Promise<Head> {
  const row = await db<RevisionRow>('revisions')
    .where({ article: article.id, number: article.revision })
    .first('title', 'saved_at')
  const key = await findDataKey(db, article.keyId)
  const title =
    row && key
      ? vault.open(key, placeOf(article, 'title'), Buffer.from(row.title))
      : (await publishedTexts(db, article.id))?.title
  return { title, savedAt: row?.saved_at }
}

export async function keyOfArticle(db: Db, article: Article): Promise<DataKey> {
  const key = await findDataKey(db, article.keyId)
  if (!key) throw new DomainError('conflict', 'Teksten i dette utkastet er slettet.')
  return key
}

/** The revision is part of the place: an older text cannot be passed off as the one that was approved. */
function placeOf(article: Article, column: (typeof sealedColumns)[number]) {
  return {
    table: 'revisions',
    column,
    id: `${article.id}/${article.revision}`,
    organisation: article.organisation,
  }
}

type RevisionRow = { article: string; number: number; saved_at: string; kept: Buffer | null } & Record<
  (typeof textColumns)[number],
  Buffer
>
