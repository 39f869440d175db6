import { isDuplicate } from '../db/faults.ts'
import type { Db } from '../db/open.ts'
import { recordEvent } from '../events/store.ts'
import { monthOf } from '../lib/oslo.ts'
import { slugOf } from '../lib/slug.ts'
import { addDataKey } from '../vault/store.ts'
import type { Vault } from '../vault/vault.ts'
import { deliver, publish, topicsOf, unpublish, type Article, type Texts } from './article.ts'
import { changeArticle, findSeen, type ArticleCommand } from './changeStore.ts'
import { openFitForAll } from './publicDetailsStore.ts'
import { addReview, approvalOf, sealRemark } from './reviewStore.ts'
import { saveArticle, slugsLike } from './store.ts'

const attempts = 5

/** Gives readers the approved revision. Two articles with the same title get addresses of their own. */
export async function publishArticle(db: Db, vault: Vault, act: ArticleCommand): Promise<Article> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await publishOnce(db, vault, act)
    } catch (error) {
      // Somebody took the same address between our look and our write.
      if (!isDuplicate(error) || attempt === attempts) throw error
    }
  }
}

/** Gives the asker, and nobody else, the approved private answer. */
export function deliverArticle(db: Db, act: ArticleCommand): Promise<Article> {
  return changeArticle(db, act, { step: 'delivered', event: 'article_delivered' }, async (tx, before) =>
    saveArticle(tx, before, deliver(before, await approvalOf(tx, before), act.now)),
  )
}

/** Readers get 410 from now on. The reason is for the desk, and sealed. */
export async function unpublishArticle(
  db: Db,
  vault: Vault,
  act: ArticleCommand & { reviewId: string; spareKey: string; reason: string },
): Promise<Article> {
  return db.transaction(async (tx) => {
    const before = await findSeen(tx, act)
    const after = await saveArticle(tx, before, unpublish(before))
    // A key of its own, so that the reason lives as long as we say, whatever happens to the texts.
    const key = vault.newDataKey(act.spareKey, monthOf(act.now))
    await addDataKey(tx, key)
    const remark = sealRemark(vault, key, after, { reviewId: act.reviewId, remark: act.reason })
    await addReview(tx, after, { ...act, verdict: 'unpublished', remark })
    await recordEvent(tx, { at: act.now, action: 'article_unpublished', actor: act.by.id, subject: act.id })
    return after
  })
}

function publishOnce(db: Db, vault: Vault, act: ArticleCommand): Promise<Article> {
  return changeArticle(
    db,
    act,
    { step: 'published', event: 'article_published' },
    async (tx, before, question) => {
      const texts = await openFitForAll(tx, vault, before, question)
      const slug = before.slug ?? (await freeSlug(tx, before, texts))
      const after = publish(before, slug, await approvalOf(tx, before), act.now)
      const published = { ...texts, topics: topicsOf(after), ageBand: question?.ageBand ?? null }
      return saveArticle(tx, before, after, published)
    },
  )
}

async function freeSlug(tx: Db, article: Article, texts: Texts): Promise<string> {
  const wanted = slugOf(texts.title) || article.kind
  const taken = new Set(await slugsLike(tx, wanted))
  if (!taken.has(wanted)) return wanted
  let number = 2
  while (taken.has(`${wanted}-${number}`)) number += 1
  return `${wanted}-${number}`
}
