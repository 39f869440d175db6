import { createRequire } from 'node:module'
import type { BrowserName, CompatData, CompatStatement, Identifier } from '@mdn/browser-compat-data'
import { parse, type AnyNode } from 'acorn'
import { full } from 'acorn-walk'
import { oldestBrowsers, oldestLevel } from '../../server/web/bundle.ts'

// Twenty megabytes, which a bundler would go through word for word.
const { javascript, api } = createRequire(import.meta.url)('@mdn/browser-compat-data') as CompatData
type Features = Partial<Record<string, Identifier>>
const compat = '__compat'
/** What the language and the browsers have built in: objects and functions, and what belongs to them. */
const builtIn: Features = { ...javascript?.['builtins'], ...api }

const { ios, ...others } = oldestBrowsers
const oldest = Object.entries({ safari_ios: ios, ...others })

/** What a script asks of its browser that the oldest of them cannot do. Throws where they could not parse it. */
export function tooNewIn(script: string): string[] {
  const asked = new Set<string>()
  full(parse(script, { ecmaVersion: oldestLevel }), (node) => {
    const called = calledIn(node)
    if (called !== undefined && isTooNew(called)) asked.add(called)
  })
  return [...asked, ...(script.match(/\(\?<[=!]/g) ?? [])]
}

/** `structuredClone`, `Object.hasOwn`, or `.at` of whatever it may be. */
function calledIn(node: AnyNode): string | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined
  const { callee } = node
  if (callee.type === 'Identifier') return callee.name
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return undefined
  const [owner, method] = [
    callee.object.type === 'Identifier' ? callee.object.name : '',
    callee.property.name,
  ]
  return memberOf(ownOf(builtIn, owner), method) ? `${owner}.${method}` : `.${method}`
}

/** Of a method that several objects have, only when it is too new in all of them. */
function isTooNew(called: string): boolean {
  const [owner = '', method] = called.split('.')
  const owners = owner === '' ? Object.values(builtIn) : [ownOf(builtIn, owner)]
  const features = owners.flatMap(
    (one) => (method === undefined ? one : memberOf(one, method))?.[compat] ?? [],
  )
  return features.length > 0 && features.every(isNewer)
}

function memberOf(owner: Identifier | undefined, name: string): Identifier | undefined {
  return ownOf(owner, name) ?? ownOf(owner, `${name}_static`)
}

/** A script may ask for «constructor». */
function ownOf(features: Features | undefined, name: string): Identifier | undefined {
  return features && Object.hasOwn(features, name) ? features[name] : undefined
}

function isNewer({ support }: CompatStatement): boolean {
  return oldest.some(([browser, version]) => {
    const wholly = [support[browser as BrowserName] ?? []]
      .flat()
      .filter((one) => !one.flags && !one.prefix && !one.partial_implementation)
    return !wholly.some(
      ({ version_added: since }) => Number.parseFloat(String(since).replace('≤', '')) <= version,
    )
  })
}
