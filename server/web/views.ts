import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'
import type { Response } from 'express'
import { dictionaries, type Dictionary } from '../i18n/dictionary.ts'
import * as oslo from '../lib/oslo.ts'
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
      t: textsOf(res),
      locale: 'nb',
      path,
      staff: path === '/redaksjon' || path.startsWith('/redaksjon/'),
      actor: res.locals.actor ?? null,
      menu: res.locals.menu ?? [],
      asset: assets.address,
      oslo: { day: oslo.longDay, time: oslo.longTime, month: oslo.longMonth },
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

/** The texts in the language of the page. */
export function textsOf(_res: Response): Dictionary {
  return dictionaries.nb
}
