import { abuse } from './nb/abuse.ts'
import { accounts } from './nb/accounts.ts'
import { admin } from './nb/admin.ts'
import { articles } from './nb/articles.ts'
import { ask, asked } from './nb/ask.ts'
import { writing } from './nb/writing.ts'
import { dates, lists } from './nb/formats.ts'
import { help } from './nb/help.ts'
import { history } from './nb/history.ts'
import { home } from './nb/home.ts'
import { outbox } from './nb/outbox.ts'
import { pages } from './nb/pages.ts'
import { problems } from './nb/problems.ts'
import { queue } from './nb/queue.ts'
import { receipt } from './nb/receipt.ts'
import { refusals } from './nb/refusals.ts'
import { screening } from './nb/screening.ts'
import { site } from './nb/site.ts'
import { stats } from './nb/stats.ts'
import { topics } from './nb/topics.ts'
import { urgent } from './nb/urgent.ts'

/** Bokmål, one part a room. */
export const nb = {
  abuse,
  accounts,
  admin,
  articles,
  ask,
  asked,
  writing,
  dates,
  lists,
  help,
  history,
  home,
  outbox,
  pages,
  problems,
  queue,
  receipt,
  refusals,
  screening,
  site,
  stats,
  topics,
  urgent,
}
