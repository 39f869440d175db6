import { Router, type Response } from 'express'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { lastThirtyDays, yearOf, yearPeriod } from '../stats/period.ts'
import { findFrozenYear, frozenYears, mostRead, type FrozenYear } from '../stats/store.ts'
import { csvText, csvType } from '../web/csv.ts'
import type { Page, ShowPage } from '../web/pageCache.ts'
import { textsOf } from '../web/views.ts'

const listLength = 10

/** What is read most: now, and in a year. */
export function mostReadRoutes(deps: Deps, showPage: ShowPage): Router {
  const router = Router()

  router.get('/mest-lest', async (_req, res) => {
    await showPage(res, () => nowPage(deps, res))
  })

  router.get('/mest-lest/:year.csv', async (req, res) => {
    if (!isYear(req.params.year)) throw notFound()
    await showPage(res, () => yearFile(deps, Number(req.params.year)))
  })

  router.get('/mest-lest/:year', async (req, res) => {
    if (!isYear(req.params.year)) throw notFound()
    await showPage(res, () => yearPage(deps, res, Number(req.params.year)))
  })

  return router
}

async function nowPage({ db, now, render }: Deps, res: Response): Promise<Page> {
  const year = yearOf(now())
  return {
    text: render.text(res, 'site/most-read', {
      year,
      days: await mostRead(db, lastThirtyDays(now()), listLength),
      thisYear: await mostRead(db, yearPeriod(year), listLength),
      closedYears: (await frozenYears(db)).filter((closed) => closed !== year),
    }),
  }
}

async function yearPage(deps: Deps, res: Response, year: number): Promise<Page> {
  const frozen = await findFrozenYear(deps.db, year)
  return frozen ? frozenPage(deps, res, frozen) : livePage(deps, res, year)
}

function frozenPage({ render }: Deps, res: Response, frozen: FrozenYear): Page {
  const t = textsOf(res).stats
  return {
    text: render.text(res, 'site/most-read-year', {
      ...titleOf(res, frozen.year),
      totals: t.totals(frozen.articlesTotal, frozen.studentArticlesTotal),
      articles: frozen.ranks,
      source: frozen.source,
      method: frozen.method,
      file: `/mest-lest/${frozen.year}.csv`,
    }),
  }
}

/** A year that is not closed: counted here, by our own definition. */
async function livePage({ db, now, render }: Deps, res: Response, year: number): Promise<Page> {
  const articles = await mostRead(db, yearPeriod(year), listLength)
  if (articles.length === 0) throw notFound()
  const t = textsOf(res).stats
  return {
    text: render.text(res, 'site/most-read-year', {
      ...titleOf(res, year),
      totals: year === yearOf(now()) ? t.soFar : null,
      articles: articles.map(({ title, kind, views, slug }) => ({ title, kind, views, slug })),
      source: t.ownSource,
      method: t.method,
    }),
  }
}

/** A closed year in the form of the source's own file, so that it can be read in again. */
async function yearFile({ db }: Deps, year: number): Promise<Page> {
  const frozen = await findFrozenYear(db, year)
  if (!frozen) throw notFound()
  const rows = frozen.ranks.map(({ rank, title, kind, views }) => [rank, title, kind, views])
  const text = csvText(['rank', 'title', 'kind', 'views'], rows, ',')
  return { text, type: csvType, file: `mest-lest-${year}.csv` }
}

function isYear(word: string): boolean {
  return /^20\d\d$/.test(word)
}

function titleOf(res: Response, year: number) {
  const t = textsOf(res).stats
  return { year, title: t.yearTitle(year), description: t.yearDescription(year), heading: t.yearTitle(year) }
}
