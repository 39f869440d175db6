import express, { type Express } from 'express'
import { requireSignedIn } from './accounts/guard.ts'
import { signInRoutes } from './accounts/signInRoutes.ts'
import type { Config } from './config.ts'
import type { Deps } from './deps.ts'
import { dictionaries } from './i18n/dictionary.ts'
import type { Assets } from './web/assets.ts'
import { formBody } from './web/forms.ts'
import { securityHeaders } from './web/headers.ts'
import { health } from './web/health.ts'
import { problems, unknownAddress } from './web/problems.ts'
import { requestLog } from './web/requestLog.ts'
import { sameOrigin } from './web/sameOrigin.ts'

/** The contents page: middleware in order, one line per feature. */
export function createApp(deps: Deps, assets: Assets, trustProxy: Config['trustProxy']): Express {
  const app = express()
  app.set('trust proxy', trustProxy)
  app.set('etag', false)
  app.set('query parser', 'simple')
  app.disable('x-powered-by')

  app.use(requestLog(deps.log))
  app.use('/assets', assets.serve)
  app.get('/healthz', health(deps.db))
  app.use(securityHeaders(deps.production))
  app.use(sameOrigin(deps.baseUrl, dictionaries.nb.problems.messages[403]))
  app.use(formBody())

  app.use(signInRoutes(deps))
  app.use('/redaksjon', requireSignedIn(deps))

  app.use(unknownAddress)
  app.use(problems(deps.render, deps.log))
  return app
}
