import express, { type Express } from 'express'
import { requireSignedIn } from './access/guard.ts'
import { accountRoutes } from './admin/accountRoutes.ts'
import { campusRoutes } from './admin/campusRoutes.ts'
import { logRoutes } from './admin/logRoutes.ts'
import { professionRoutes } from './admin/professionRoutes.ts'
import { protectionRoutes } from './admin/protectionRoutes.ts'
import { samskipnadRoutes } from './admin/samskipnadRoutes.ts'
import { longForms as topicForms } from './admin/topicForms.ts'
import { topicAdminRoutes } from './admin/topicRoutes.ts'
import { receiptRoutes } from './asking/receiptRoutes.ts'
import { longForms as askingForms } from './asking/forms.ts'
import { askRoutes } from './asking/routes.ts'
import type { Config } from './config.ts'
import type { Deps } from './deps.ts'
import { accessNoticeRoutes } from './desk/accessNoticeRoutes.ts'
import { longForms as deskForms } from './desk/helpLineForms.ts'
import { helpLineRoutes } from './desk/helpLineRoutes.ts'
import { mailRoutes } from './desk/mailRoutes.ts'
import { deskRoutes } from './desk/routes.ts'
import { siteVersion } from './events/store.ts'
import { longForms as queueForms } from './queue/forms.ts'
import { listRoutes } from './queue/listRoutes.ts'
import { showQuestion } from './queue/questionPage.ts'
import { questionRoutes } from './queue/questionRoutes.ts'
import { signInRoutes } from './signIn/routes.ts'
import { articleRoutes } from './site/articleRoutes.ts'
import { feedRoutes } from './site/feedRoutes.ts'
import { helpRoutes } from './site/helpRoutes.ts'
import { homeRoutes } from './site/homeRoutes.ts'
import { mostReadRoutes } from './site/mostReadRoutes.ts'
import { pageRoutes } from './site/pageRoutes.ts'
import { topicRoutes } from './site/topicRoutes.ts'
import { longForms as urgentForms } from './urgent/forms.ts'
import { rotaRoutes } from './urgent/rotaRoutes.ts'
import { urgentRoutes } from './urgent/routes.ts'
import type { Assets } from './web/assets.ts'
import { dropForwardedPorts } from './web/forwardedFor.ts'
import { formBody, whenTooLarge } from './web/formBody.ts'
import { formAddresses } from './web/formAddresses.ts'
import { securityHeaders } from './web/headers.ts'
import { health } from './web/health.ts'
import { oneAddress } from './web/oneAddress.ts'
import { openPageCache } from './web/pageCache.ts'
import { problems, unknownAddress } from './web/problems.ts'
import { requestLog } from './web/requestLog.ts'
import { sameOrigin } from './web/sameOrigin.ts'
import { securityTxt } from './web/securityTxt.ts'
import { requestLanguage } from './web/views.ts'
import { answerRoutes } from './writing/answerRoutes.ts'
import { longForms as writingForms } from './writing/forms.ts'
import { writingRoutes } from './writing/routes.ts'

export const longForms = {
  ...askingForms,
  ...queueForms,
  ...urgentForms,
  ...writingForms,
  ...topicForms,
  ...deskForms,
}

/** Where addresses begin that only take forms, and the page they belong to when it is not the one above. */
const pagesWithForms = {
  '/kvittering': undefined,
  '/redaksjon/konto': undefined,
  '/redaksjon/vakt': undefined,
  '/redaksjon/sporsmal/:id': undefined,
  '/redaksjon/artikler/:id': undefined,
  '/redaksjon/admin/kontoer/:id': undefined,
  '/redaksjon/admin/samskipnader/:code': undefined,
  '/redaksjon/admin/logg': undefined,
  '/redaksjon/hjelpelinjer/:slug': undefined,
  '/redaksjon/tilganger': '/redaksjon',
  '/redaksjon/ut': '/redaksjon',
}

/** The contents page: middleware in order, one line per feature. */
export function createApp(deps: Deps, assets: Assets, trustProxy: Config['trustProxy']): Express {
  const app = express()
  app.set('trust proxy', trustProxy)
  app.set('etag', false)
  app.set('query parser', 'simple')
  app.disable('x-powered-by')

  app.use(requestLanguage(deps.languages))
  app.use(dropForwardedPorts)
  app.use(requestLog(deps.log))
  app.use(securityHeaders(deps.production))
  app.use('/assets', assets.serve)
  app.use(oneAddress)
  app.get('/healthz', health(deps.db))
  app.get('/.well-known/security.txt', securityTxt(deps.baseUrl, deps.securityContact, deps.now))
  const signIn = signInRoutes(deps)
  app.use(signIn.gate)
  app.use(formBody(longForms))
  app.use(['/spor', '/kvittering'], whenTooLarge('questionTooLarge'))
  app.use(sameOrigin(deps.baseUrl))

  // Asker
  app.use(askRoutes(deps))
  app.use(receiptRoutes(deps))

  // Reader
  app.use(helpRoutes(deps))
  app.use(pageRoutes(deps))
  const showPage = openPageCache(() => siteVersion(deps.db), deps.now)
  app.use(homeRoutes(deps, showPage))
  app.use(articleRoutes(deps, showPage))
  app.use(topicRoutes(deps, showPage))
  app.use(mostReadRoutes(deps, showPage))
  app.use(feedRoutes(deps, showPage))

  // Staff
  app.use(signIn.public)
  app.use('/redaksjon', requireSignedIn(deps))
  app.use(signIn.staff)
  app.use(deskRoutes(deps))
  app.use(accessNoticeRoutes(deps))
  app.use(helpLineRoutes(deps))
  app.use(mailRoutes(deps))
  app.use(listRoutes(deps))
  app.use(questionRoutes(deps))
  app.use(urgentRoutes(deps, showQuestion))
  app.use(rotaRoutes(deps))
  app.use(answerRoutes(deps))
  app.use(writingRoutes(deps))

  // Administrator
  app.use(accountRoutes(deps))
  app.use(samskipnadRoutes(deps))
  app.use(campusRoutes(deps))
  app.use(professionRoutes(deps))
  app.use(topicAdminRoutes(deps))
  app.use(logRoutes(deps))
  app.use(protectionRoutes(deps))

  app.use(formAddresses(pagesWithForms))
  app.use(unknownAddress)
  app.use(problems(deps.render, deps.log))
  return app
}
