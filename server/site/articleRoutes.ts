import { Router, type Request, type Response } from 'express'
import { findSignedIn } from '../access/guard.ts'
import {
  helpBesideAll,
  monthsOf,
  pathTo,
  signature,
  within,
  type PublishedArticle,
} from '../articles/published.ts'
import {
  countPublished,
  findPublished,
  publicationTimes,
  publishedCards,
} from '../articles/publishedStore.ts'
import { readPublishedTopics } from '../articles/topicStore.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { withOpening } from '../help/helpLine.ts'
import { allHelpLines } from '../help/store.ts'
import { markdownHtml } from '../lib/markdown.ts'
import { nextMonth, startOfDay } from '../lib/oslo.ts'
import { pagesOf } from '../lib/paging.ts'
import { allTopics } from '../topics/store.ts'
import { isByPerson } from '../views/counter.ts'
import { networkOf } from '../web/limits.ts'
import type { Page, ShowPage } from '../web/pageCache.ts'
import { textsOf } from '../web/views.ts'
import { articlePath, listQuery, monthPath } from './articleForms.ts'

const pageSize = 20
const relatedSize = 4
/** What a campus is given of IPv6, and anybody who asks a tunnel broker. */
const campusBits = 48

/** What anyone may read: all articles, one, and the archive. */
export function articleRoutes(deps: Deps, showPage: ShowPage): Router {
  const router = Router()

  router.get('/artikler', async (req, res) => {
    const query = listQuery.safeParse(req.query)
    if (!query.success) throw notFound()
    await showPage(res, () => listPage(deps, res, query.data), JSON.stringify(query.data))
  })

  router.get('/artikler/:slug', async (req, res) => {
    const path = articlePath.safeParse(req.params)
    if (!path.success) throw notFound()
    const isStaff = (await findSignedIn(deps, req)) !== undefined
    const { article } = await showPage(res, () => articlePage(deps, res, path.data.slug))
    if (article && !isStaff) countView(deps, req, article)
  })

  router.get('/arkiv', async (_req, res) => {
    await showPage(res, () => archivePage(deps, res))
  })

  router.get('/arkiv/:year/:month', async (req, res) => {
    const path = monthPath.safeParse(req.params)
    if (!path.success) throw notFound()
    await showPage(res, () => monthPage(deps, res, `${path.data.year}-${path.data.month}`))
  })

  return router
}

async function listPage(deps: Deps, res: Response, query: ReturnType<typeof listQuery.parse>): Promise<Page> {
  const { db, render } = deps
  const filter = query.type ? { kind: query.type } : {}
  const count = await countPublished(db, filter)
  const { pages, offset } = pagesOf(query.side, count, pageSize)
  if (query.side > pages) throw notFound()
  const articles = await publishedCards(db, filter, { limit: pageSize, offset })
  const topics = (await allTopics(db)).filter((topic) => topic.parent === null)
  const t = textsOf(res).articles
  const heading = t.list.headings[query.type ?? 'all']
  return {
    text: render.text(res, 'site/articles', {
      title: query.side > 1 ? t.pageTitle(heading, query.side) : heading,
      description: t.list.descriptions[query.type ?? 'all'],
      heading,
      kind: query.type ?? null,
      articles,
      topics,
      page: query.side,
      pages,
    }),
  }
}

async function articlePage(deps: Deps, res: Response, slug: string): Promise<Page> {
  const { db, render } = deps
  const article = await findPublished(db, slug)
  if (!article) throw notFound()
  if (article === 'gone') return { status: 410, text: render.text(res, 'site/article-gone') }
  const topics = await allTopics(db)
  const trail = pathTo(topics, article.topic)
  const otherTopics = (await readPublishedTopics(db, article.id)).filter((topic) => topic !== article.topic)
  const others = otherTopics.map((topic) => pathTo(topics, topic))
  return {
    article: article.id,
    text: render.text(res, 'site/article', {
      article,
      trail,
      by: signature(article.by),
      bodyHtml: markdownHtml(article.body),
      otherTopics: others.map((path) => path.at(-1)),
      help: helpBesideAll([trail, ...others], withOpening(await allHelpLines(db), deps.now())),
      related: await relatedTo(deps, article, trail[0] ? within(topics, trail[0].slug) : []),
    }),
  }
}

/** Others in the same topic, filled up with others in the topic it is under. */
async function relatedTo({ db }: Deps, { id, topic }: PublishedArticle, around: string[]) {
  if (topic === null) return []
  const limit = relatedSize
  const nearest = await publishedCards(db, { topics: [topic], except: id }, { limit })
  const others = await publishedCards(db, { topics: around, except: id }, { limit: limit * 2 })
  const known = new Set(nearest.map((card) => card.id))
  return [...nearest, ...others.filter((card) => !known.has(card.id))].slice(0, limit)
}

async function archivePage({ db, render }: Deps, res: Response): Promise<Page> {
  const months = monthsOf(await publicationTimes(db))
  return { text: render.text(res, 'site/archive', { months }) }
}

async function monthPage({ db, render }: Deps, res: Response, month: string): Promise<Page> {
  const filter = { from: startOfDay(`${month}-01`), to: startOfDay(`${nextMonth(month)}-01`) }
  const articles = await publishedCards(db, filter)
  if (articles.length === 0) throw notFound()
  return {
    text: render.text(res, 'site/archive-month', { month: textsOf(res).dates.month(month), articles }),
  }
}

/** By a person who is not on the staff. Nothing about her leaves the counter: see stats/views.ts. */
function countView({ viewCounter, now }: Deps, req: Request, article: string) {
  const userAgent = req.get('User-Agent')
  const isPerson = isByPerson({
    method: req.method,
    userAgent,
    purposes: [req.get('Sec-Purpose'), req.get('Purpose'), req.get('X-Purpose'), req.get('X-Moz')],
    destination: req.get('Sec-Fetch-Dest'),
  })
  if (!isPerson) return
  const visitor = { address: req.ip ?? '', network: networkOf(req, campusBits), userAgent: userAgent ?? '' }
  viewCounter.count(article, visitor, now())
}
