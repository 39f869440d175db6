import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import { expect } from 'vitest'

const rules = new StaticConfigLoader({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // `type="button"` is written where it matters; a form's own button submits.
    'no-implicit-button-type': 'off',
    // Checkboxes of one question share a name, as radio buttons do.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'reset', 'button'] }],
    // Titles carry names and questions as long as they are.
    'long-title': 'off',
  },
})
// Working the rules out takes as long as judging a page by them, and they are the same for every page.
const resolved = rules.getConfigFor('')
rules.getConfigFor = () => resolved
const validator = new HtmlValidate(rules)

/** A whole page: valid, accessible as far as markup tells, one heading, a title, and no data that fell through. */
export async function expectValidHtml(text: string) {
  const report = await validator.validateString(text)
  const found = report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  )
  expect(found).toEqual([])
  expect(text.match(/<h1[\s>]/g), 'exactly one h1').toHaveLength(1)
  expect(/<title>\s*[^\s<–][^<]*<\/title>/.test(text), 'a title').toBe(true)
  expect(visibleText(text)).not.toMatch(/\bundefined\b|\[object |\bNaN\b/)
}

/** What a reader sees, with entities left as they are. */
export function visibleText(html: string): string {
  return html
    .replace(/<(script|style|svg)[\s>][\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** What stands in the tab of the browser. */
export function titleOf(text: string): string {
  return /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? ''
}
