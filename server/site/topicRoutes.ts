import { Router, type Response } from 'express'
import { z } from 'zod'
import { helpBeside, pathTo, within } from '../articles/published.ts'
import { countPublished, publishedCards } from '../articles/publishedStore.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { withOpening } from '../help/helpLine.ts'
import { allHelpLines } from '../help/store.ts'
import { pagesOf } from '../lib/paging.ts'
import { allTopics } from '../topics/store.ts'
import type { Topic } from '../topics/topic.ts'
import type { Page, ShowPage } from '../web/pageCache.ts'
import { pageNumber } from '../web/query.ts'
import { textsOf } from '../web/views.ts'

const pageSize = 20
const nearestSize = 6
const topicQuery = z.object({ side: pageNumber })

/** All topics, and one topic or subtopic with its articles. */
export function topicRoutes(deps: Deps, showPage: ShowPage): Router {
  const router = Router()

  router.get('/tema', async (_req, res) => {
    await showPage(res, () => topicsPage(deps, res))
  })

  router.get('/tema/:slug', async (req, res) => {
    const query = topicQuery.safeParse(req.query)
    if (!query.success) throw notFound()
    const { side } = query.data
    await showPage(res, () => topicPage(deps, res, req.params.slug, side), String(side))
  })

  return router
}

async function topicsPage({ db, render }: Deps, res: Response): Promise<Page> {
  const topics = await allTopics(db)
  const groups = (await mainTopics(db, topics)).map((topic) => ({
    ...topic,
    subtopics: under(topics, topic),
  }))
  return { text: render.text(res, 'site/topics', { topics: groups }) }
}

async function topicPage(
  { db, render, now }: Deps,
  res: Response,
  slug: string,
  side: number,
): Promise<Page> {
  const topics = await allTopics(db)
  const trail = pathTo(topics, slug)
  const topic = trail.at(-1)
  if (!topic) throw notFound()
  const filter = { topics: within(topics, slug) }
  const count = await countPublished(db, filter)
  const { pages, offset } = pagesOf(side, count, pageSize)
  if (side > pages) throw notFound()
  const t = textsOf(res)
  return {
    text: render.text(res, 'site/topic', {
      title: side > 1 ? t.articles.pageTitle(topic.name, side) : topic.name,
      description: topic.description || t.topics.descriptionOf(topic.name),
      topic,
      trail,
      near: under(topics, topic.parent === null ? topic : { slug: topic.parent }),
      help: helpBeside(trail, withOpening(await allHelpLines(db), now())),
      articles: await publishedCards(db, filter, { limit: pageSize, offset }),
      nearest: count === 0 ? await nearestTo(db, topics, trail) : undefined,
      page: side,
      pages,
    }),
  }
}

/** For an empty topic: what stands in the one it is under, or else the main topics where something stands. */
async function nearestTo(db: Db, topics: Topic[], trail: Topic[]) {
  for (const topic of trail.slice(0, -1).toReversed()) {
    const filter = { topics: within(topics, topic.slug) }
    const articles = await publishedCards(db, filter, { limit: nearestSize })
    if (articles.length > 0) return { topic, articles }
  }
  return { topics: (await mainTopics(db, topics)).filter(({ count }) => count > 0) }
}

/** With how many articles stand in each or under it, no article twice. */
function mainTopics(db: Db, topics: Topic[]) {
  const main = topics.filter((topic) => topic.parent === null)
  return Promise.all(
    main.map(async (topic) => {
      const count = await countPublished(db, { topics: within(topics, topic.slug) })
      return { ...topic, count }
    }),
  )
}

function under(topics: Topic[], { slug }: Pick<Topic, 'slug'>): Topic[] {
  return topics.filter((topic) => topic.parent === slug)
}
