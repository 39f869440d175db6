import { Router } from 'express'
import { publishedCards } from '../articles/publishedStore.ts'
import type { Deps } from '../deps.ts'
import { lastThirtyDays } from '../stats/period.ts'
import { mostRead } from '../stats/store.ts'
import { allTopics } from '../topics/store.ts'
import type { ShowPage } from '../web/pageCache.ts'

const newest = 6
const most = 5

export function homeRoutes({ db, now, render }: Deps, showPage: ShowPage): Router {
  const router = Router()

  router.get('/', async (_req, res) => {
    await showPage(res, async () => ({
      text: render.text(res, 'site/front', {
        topics: (await allTopics(db)).filter((topic) => topic.parent === null),
        newest: await publishedCards(db, {}, { limit: newest }),
        mostRead: await mostRead(db, lastThirtyDays(now()), most),
      }),
    }))
  })

  return router
}
