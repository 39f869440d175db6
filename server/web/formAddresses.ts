import { Router, type Request } from 'express'

/**
 * The answer to a form stands at the form's own address: Back, a reload or a copied address ask for it with GET.
 * It leads to the page that holds the form, and says which form it was: `?skjema=triage`. Each entry is the beginning
 * of such addresses, and the page they belong to when that is another one.
 */
export function formAddresses(pages: Record<string, string | undefined>): Router {
  const router = Router()
  for (const [beginning, page] of Object.entries(pages)) {
    router.use(beginning, (req, res, next) => {
      const form = req.path.slice(1)
      const isOurs = /^[\w-]*$/.test(form) && (form !== '' || page !== undefined)
      if (!isOurs || (req.method !== 'GET' && req.method !== 'HEAD')) return next()
      res.redirect(303, (page ?? req.baseUrl) + queryWith(req, form))
    })
  }
  return router
}

function queryWith(req: Request, form: string): string {
  const query = new URL(req.originalUrl, 'http://localhost').searchParams
  if (form !== '') query.set('skjema', form)
  const fragment = form === '' ? '' : `#${form}`
  return query.size === 0 ? fragment : `?${query.toString()}${fragment}`
}
