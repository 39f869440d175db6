import { expect } from 'vitest'
import { textOf } from './asking.ts'
import type { Reply } from './client.ts'
import { plain } from './pageForms.ts'

/** The form on a page that offers to send everything once more, as a browser would send it. */
export function retryFormIn(reply: Reply): URLSearchParams {
  const form = /<form class="form" method="post" autocomplete="off">([^]*?)<\/form>/.exec(reply.text)?.[1]
  if (form === undefined) throw new Error('There is no form to send again on this page.')
  const inputs = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)
  const pairs = [...inputs].map(([, name = '', value = '']): [string, string] => [plain(name), plain(value)])
  return new URLSearchParams(pairs)
}

/** A page that says calmly that the store is away, and nothing about why. */
export function expectCalmFault(reply: Reply) {
  expect(reply.status).toBe(503)
  expect(reply.headers.get('Retry-After')).toBe('5')
  expect(reply.text).toMatch(/<html lang="nb"[^]*<h1>Vi får ikke lagret noe akkurat nå<\/h1>/)
  expect(textOf(reply)).not.toMatch(/SQLITE|node_modules|\.ts:\d|\bat \w+ \(|ECONN|database|select |insert /i)
}
