import type { Express } from 'express'

export type AppRoute = { method: 'get' | 'post'; pattern: string }

type Layer = { route?: { path: string; methods: Record<string, boolean> }; handle: { stack?: Layer[] } }

/** Every route of the app, as Express knows it: a route that is added tomorrow is here tomorrow. */
export function routesOf(app: Express): AppRoute[] {
  const all = routesIn((app.router as unknown as { stack: Layer[] }).stack)
  // What reads a form, or holds back a flood, stands at the same address as what answers.
  return all.filter(
    (one, at) =>
      all.findIndex(({ method, pattern }) => method === one.method && pattern === one.pattern) === at,
  )
}

function routesIn(stack: Layer[]): AppRoute[] {
  return stack.flatMap(({ route, handle }) => {
    if (!route) return routesIn(handle.stack ?? [])
    return Object.keys(route.methods).map((method) => ({
      method: method as AppRoute['method'],
      pattern: route.path,
    }))
  })
}
