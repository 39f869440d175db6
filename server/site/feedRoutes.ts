import { Router, type Response } from 'express'
import { SitemapStream, streamToPromise } from 'sitemap'
import { monthsOf } from '../articles/published.ts'
import { newestArticles, publicationTimes, publishedCards } from '../articles/publishedStore.ts'
import type { Deps } from '../deps.ts'
import { frozenYears } from '../stats/store.ts'
import { allTopics } from '../topics/store.ts'
import type { ShowPage } from '../web/pageCache.ts'
import { textsOf } from '../web/views.ts'
import { atomFeed, jsonFeed } from './feed.ts'

const feedLength = 30
const fixedPages = [
  '/',
  '/spor',
  '/artikler',
  '/tema',
  '/mest-lest',
  '/arkiv',
  '/hjelp-na',
  '/en/hjelp-na',
  '/se/hjelp-na',
  '/om',
  '/personvern',
  '/tilgjengelighet',
]

/** What machines read: feeds, the map of the site, and what robots should leave alone. */
export function feedRoutes(deps: Deps, showPage: ShowPage): Router {
  const { db, baseUrl } = deps
  const router = Router()

  const readFeed = async (res: Response, write: typeof atomFeed) => {
    const { home, site } = textsOf(res)
    const texts = { title: site.name, description: home.description, kinds: site.kinds }
    return write(await newestArticles(db, feedLength), baseUrl, texts)
  }

  router.get('/feed.atom', async (_req, res) => {
    const type = 'application/atom+xml; charset=utf-8'
    await showPage(res, async () => ({ type, text: await readFeed(res, atomFeed) }))
  })

  router.get('/feed.json', async (_req, res) => {
    const type = 'application/feed+json; charset=utf-8'
    await showPage(res, async () => ({ type, text: await readFeed(res, jsonFeed) }))
  })

  router.get('/sitemap.xml', async (_req, res) => {
    const type = 'application/xml; charset=utf-8'
    await showPage(res, async () => ({ type, text: await sitemap(deps) }))
  })

  router.get('/robots.txt', (_req, res) => {
    res.type('text/plain').set('Cache-Control', 'public, max-age=3600').send(robots(baseUrl))
  })

  return router
}

async function sitemap({ db, baseUrl }: Deps): Promise<string> {
  const articles = await publishedCards(db)
  const topics = await allTopics(db)
  const months = monthsOf(await publicationTimes(db)).flatMap((year) => year.months)
  const stream = new SitemapStream({ hostname: baseUrl, xmlns: plainNamespaces, lastmodDateOnly: true })
  for (const url of fixedPages) stream.write({ url })
  for (const { slug } of topics) stream.write({ url: `/tema/${slug}` })
  for (const year of await frozenYears(db)) stream.write({ url: `/mest-lest/${year}` })
  for (const { month } of months) stream.write({ url: `/arkiv/${month.replace('-', '/')}` })
  for (const { slug, updatedOn } of articles) {
    stream.write({ url: `/artikler/${slug}`, lastmod: updatedOn })
  }
  stream.end()
  return String(await streamToPromise(stream))
}

const plainNamespaces = { news: false, video: false, image: false, xhtml: false }

function robots(baseUrl: string): string {
  return [
    'User-agent: *',
    'Disallow: /redaksjon',
    'Disallow: /kvittering',
    '',
    `Sitemap: ${baseUrl}/sitemap.xml`,
    '',
  ].join('\n')
}
