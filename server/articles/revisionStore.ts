import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import { findDataKey } from '../vault/store.ts'
import type { DataKey, Vault } from '../vault/vault.ts'
import type { Article, Texts } from './article.ts'
import { publishedTexts } from './store.ts'

const textColumns = ['title', 'summary', 'question', 'body'] as const
const sealedColumns = [...textColumns, 'kept', 'own_words_reason'] as const

/**
 * Seals the texts as the article's working revision, replacing what that revision had; with them, what their
 * writer has said may stand although it may tell who asked (the keys of publicDetails.ts), and why something stands as
 * the asker wrote it (ownWords.ts).
 */
export async function saveTexts(
  tx: Db,
  vault: Vault,
  article: Article,
  { kept = [], ownWordsReason = '', ...texts }: Texts & Partial<Omit<Revision, 'texts'>>,
  now: Date,
) {
  const key = await keyOfArticle(tx, article)
  const columns = { ...texts, kept: JSON.stringify(kept), own_words_reason: ownWordsReason }
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

/** The texts, what their writer has said may stand in them, and why the asker's own words do; empty when she has not said. */
export type Revision = { texts: Texts; kept: string[]; ownWordsReason: string }

/** The working revision; undefined when its key is destroyed. */
export async function openRevision(db: Db, vault: Vault, article: Article): Promise<Revision | undefined> {
  const key = await findDataKey(db, article.keyId)
  const row = await db<RevisionRow>('revisions')
    .where({ article: article.id, number: article.revision })
    .first()
  if (!key || !row) return undefined
  const open = (column: (typeof sealedColumns)[number], sealed: Buffer) =>
    vault.open(key, placeOf(article, column), Buffer.from(sealed))
  const texts = Object.fromEntries(textColumns.map((column) => [column, open(column, row[column])]))
  return {
    texts: texts as Texts,
    kept: row.kept ? (JSON.parse(open('kept', row.kept)) as string[]) : [],
    ownWordsReason: row.own_words_reason ? open('own_words_reason', row.own_words_reason) : '',
  }
}

export async function openTexts(db: Db, vault: Vault, article: Article): Promise<Texts | undefined> {
  return (await openRevision(db, vault, article))?.texts
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

/** When the working revision was saved. */
export async function lastSaved(db: Db, { id, revision }: Article): Promise<string | undefined> {
  const row = await db<RevisionRow>('revisions').where({ article: id, number: revision }).first('saved_at')
  return row?.saved_at
}

export async function keyOfArticle(db: Db, article: Article): Promise<DataKey> {
  const key = await findDataKey(db, article.keyId)
  if (!key) throw new DomainError('conflict', 'draftTextsDeleted')
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

type RevisionRow = { article: string; number: number; saved_at: string } & Record<
  (typeof textColumns)[number],
  Buffer
> &
  Record<'kept' | 'own_words_reason', Buffer | null>
