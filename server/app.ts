import express, { type Express } from 'express'
import { abuseRoutes } from './admin/protectionRoutes.ts'
import { requireSignedIn } from './access/guard.ts'
import { accountRoutes } from './signIn/routes.ts'
import { answerRoutes } from './writing/answerRoutes.ts'
import { articleDeskRoutes } from './writing/routes.ts'
import { publicArticleRoutes } from './site/articleRoutes.ts'
import type { Config } from './config.ts'
import { contentRoutes } from './site/pageRoutes.ts'
import type { Deps } from './deps.ts'
import { lastEventNumber } from './events/store.ts'
import { feedRoutes } from './site/feedRoutes.ts'
import { homeRoutes } from './site/homeRoutes.ts'
import { helpDeskRoutes, helpRoutes } from './site/helpRoutes.ts'
import { auditRoutes } from './admin/logRoutes.ts'
import { dictionaries } from './i18n/dictionary.ts'
import { mostReadRoutes } from './site/mostReadRoutes.ts'
import { topicRoutes } from './site/topicRoutes.ts'
import { receiptRoutes } from './asking/receiptRoutes.ts'
import { askRoutes } from './asking/routes.ts'
import { queueRoutes } from './queue/routes.ts'
import { campusRoutes } from './admin/campusRoutes.ts'
import { professionRoutes } from './admin/professionRoutes.ts'
import { samskipnadRoutes } from './admin/samskipnadRoutes.ts'
import { topicAdminRoutes } from './admin/topicRoutes.ts'
import type { Assets } from './web/assets.ts'
import { formBody } from './web/forms.ts'
import { securityHeaders } from './web/headers.ts'
import { health } from './web/health.ts'
import { openPageCache } from './web/pageCache.ts'
import { problems, unknownAddress } from './web/problems.ts'
import { requestLog } from './web/requestLog.ts'
import { securityTxt } from './web/securityTxt.ts'
import { sameOrigin } from './web/sameOrigin.ts'

/** The contents page: middleware in order, one line per feature. */
export function createApp(deps: Deps, assets: Assets, trustProxy: Config['trustProxy']): Express {
  const app = express()
  app.set('trust proxy', trustProxy)
  app.set('etag', false)
  app.set('query parser', 'simple')
  app.disable('x-powered-by')

  app.use(requestLog(deps.log))
  app.use(securityHeaders(deps.production))
  app.use('/assets', assets.serve)
  app.get('/healthz', health(deps.db))
  app.get('/.well-known/security.txt', securityTxt(deps.baseUrl, deps.securityContact, deps.now))
  const accounts = accountRoutes(deps)
  app.use(accounts.gate)
  app.use(formBody())
  app.use(sameOrigin(deps.baseUrl, dictionaries.nb.problems.foreign.message))

  app.use(askRoutes(deps))
  app.use(receiptRoutes(deps))
  app.use(helpRoutes(deps))
  app.use(contentRoutes(deps))
  app.use(accounts.public)
  const showPage = openPageCache(() => lastEventNumber(deps.db), deps.now)
  app.use(homeRoutes(deps, showPage))
  app.use(publicArticleRoutes(deps, showPage))
  app.use(topicRoutes(deps, showPage))
  app.use(mostReadRoutes(deps, showPage))
  app.use(feedRoutes(deps, showPage))

  app.use('/redaksjon', requireSignedIn(deps))
  app.use(accounts.staff)
  app.use(samskipnadRoutes(deps))
  app.use(campusRoutes(deps))
  app.use(professionRoutes(deps))
  app.use(topicAdminRoutes(deps))
  app.use(auditRoutes(deps))
  app.use(helpDeskRoutes(deps))
  app.use(queueRoutes(deps))
  app.use(abuseRoutes(deps))
  app.use(answerRoutes(deps))
  app.use(articleDeskRoutes(deps))

  app.use(unknownAddress)
  app.use(problems(deps.render, deps.log))
  return app
}
