import { Router } from 'express'
import { actorOf, allow, requireStepUp } from '../access/guard.ts'
import type { Deps } from '../deps.ts'
import { recordEvent } from '../events/store.ts'
import { viewsInAll } from '../stats/store.ts'
import { sendCsv } from '../web/csv.ts'
import { textsOf } from '../web/views.ts'
import { articlesForExport } from './exportStore.ts'

/** The published articles as a file for the coordinators' reports. */
export function exportRoutes(deps: Deps): Router {
  const { db, now } = deps
  return Router().get(
    '/redaksjon/artikler.csv',
    allow('export_articles'),
    requireStepUp(deps),
    async (_req, res) => {
      await db.transaction((tx) =>
        recordEvent(tx, { at: now(), action: 'articles_exported', actor: actorOf(res).id, subject: null }),
      )
      const { writing, site } = textsOf(res)
      const views = await viewsInAll(db)
      const rows = (await articlesForExport(db)).map((article) => [
        article.title,
        site.kinds[article.kind],
        article.topic,
        article.profession,
        article.samskipnad,
        article.publishedOn,
        article.reviewedOn,
        views.get(article.id) ?? 0,
      ])
      await sendCsv(res, 'artikler.csv', writing.list.columns, [rows])
    },
  )
}
