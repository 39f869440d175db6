import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'
import type { RequestHandler, Response } from 'express'
import type { Dictionary, Languages, Locale } from '../i18n/dictionary.ts'
import type { Assets } from './assets.ts'

export type Render = {
  (res: Response, view: string, data?: Record<string, unknown>): void
  /** The page as text, for pages that are kept (see pageCache.ts). */
  text: (res: Response, view: string, data?: Record<string, unknown>) => string
}

/**
 * Renders `views/<view>.eta`. Every view gets, besides its data: `t` (texts), `locale`, `path`, `staff`
 * (a page of the desk), `actor` (who is signed in, or null), `menu` (what she may open), `asset` (fingerprinted
 * address) and `oslo` (dates).
 */
export function openViews(assets: Assets): Render {
  const eta = new Eta({
    views: fileURLToPath(new URL('../../views', import.meta.url)),
    cache: true,
    autoEscape: true,
    useWith: false,
    autoFilter: true,
    filterFunction: nothingForNull,
    plugins: [{ processFnString: withItsOwnData }],
  })
  const text: Render['text'] = (res, view, data = {}) => {
    const path = res.req.baseUrl + res.req.path
    return eta.render(view, {
      ...data,
      ...languageOf(res),
      path,
      staff: path === '/redaksjon' || path.startsWith('/redaksjon/'),
      actor: res.locals.actor ?? null,
      menu: res.locals.menu ?? [],
      asset: assets.address,
      oslo: textsOf(res).dates,
    })
  }
  const send = (...[res, view, data]: Parameters<Render>) => {
    res.type('html').send(text(res, view, data))
  }
  return Object.assign(send, { text })
}

/** What is not there is told by null, and prints nothing. `undefined` is a mistake in a view: tests look for the word. */
function nothingForNull(value: unknown): string {
  return value === null ? '' : (value as string)
}

/** A partial sees only what it is given. By itself eta adds all of its page's data: a notice took the page's heading. */
function withItsOwnData(compiled: string): string {
  const [before, after, ...more] = compiled.split('{...it, ...(__eta_d ?? {})}, options);\nlet includeAsync')
  if (after === undefined || more.length > 0) throw new Error('eta includes partials in another way now.')
  return `${before}__eta_d ?? {}, options);\nlet includeAsync${after}`
}

/** Finds the language of a request, once and before anything is said in it: bokmål is all there is so far. */
export function requestLanguage(languages: Languages): RequestHandler {
  return (_req, res, next) => {
    const locale: Locale = 'nb'
    res.locals.language = { locale, t: languages[locale] } satisfies Language
    next()
  }
}

/** The texts in the language of the request. */
export function textsOf(res: Response): Dictionary {
  return languageOf(res).t
}

type Language = { locale: Locale; t: Dictionary }

function languageOf({ locals }: Response): Language {
  return locals.language as Language
}
