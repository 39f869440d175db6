import { DomUtils, parseDocument } from 'htmlparser2'
import type { Fields } from './client.ts'

const { attr, findAll, getElementsByTagName, textContent } = {
  ...DomUtils,
  attr: (element: Element, name: string) => element.attribs[name],
}
export type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number]

/** The route that an address belongs to. */
export type PatternOf = (path: string, method: 'get' | 'post') => string

/** A page as a browser without script sees it. */
export type WebPage = {
  links: string[]
  /** Links within its main part. */
  main: string[]
  forms: WebForm[]
  /** Links to a place on the page that is not there. */
  lost: string[]
}

export type WebForm = {
  /** `post /redaksjon/vakt`, what it holds, and what its hidden choices say: forms with the same name do the same. */
  name: string
  method: 'get' | 'post'
  /** One for each button that does something of its own. */
  ways: { action: string; button: Fields }[]
  controls: Control[]
}

export type Control = { name: string; type: string; value: string; options: string[]; isOn: boolean }

export function readPage(html: string, address: string, patternOf: PatternOf): WebPage {
  const all = findAll(() => true, parseDocument(html).children)
  const ids = new Set(all.map((element) => attr(element, 'id')))
  const linksIn = (elements: Element[]) =>
    getElementsByTagName('a', elements).flatMap((link) => attr(link, 'href') ?? [])
  const main = all.filter(({ name }) => name === 'main')
  const isHere = (href: string) => /^#./.test(href)
  return {
    links: linksIn(all).flatMap((href) => pathOf(href, address) ?? []),
    main: linksIn(main).flatMap((href) => pathOf(href, address) ?? []),
    lost: linksIn(all).filter((href) => isHere(href) && !ids.has(decodeURIComponent(href.slice(1)))),
    forms: all.filter(({ name }) => name === 'form').map((form) => readForm(form, address, patternOf)),
  }
}

/** An address of ours without its place on the page; undefined for the rest of the world. */
function pathOf(href: string, address: string): string | undefined {
  const url = new URL(href, `http://here.example${address}`)
  return url.host === 'here.example' && !href.startsWith('#') ? url.pathname + url.search : undefined
}

function readForm(form: Element, address: string, patternOf: PatternOf): WebForm {
  const method = attr(form, 'method') === 'post' ? 'post' : 'get'
  const home = attr(form, 'action') || address
  const inside = findAll(() => true, form.children)
  const controls = inside.flatMap((element) => controlOf(element) ?? [])
  const buttons = inside.filter(({ name, attribs }) => name === 'button' && attribs.type !== 'button')
  const ways = buttons.map(({ attribs: { formaction, name, value = '' } }) => ({
    action: pathOf(formaction ?? home, address) ?? '',
    button: name === undefined ? {} : { [name]: value },
  }))
  const names = controls.map(({ name, type, value }) =>
    type === 'hidden' && /^[a-zæøå_]{1,20}$/.test(value) ? `${name}=${value}` : name,
  )
  const name = [method, patternOf(pathOf(home, address) ?? '', method), ...new Set(names)].join(' ')
  return { name, method, ways: ways.filter(isFirstOfItsKind), controls }
}

/** Thirty buttons that each choose a person are one way to send a form. */
function isFirstOfItsKind(way: WebForm['ways'][number], index: number, all: WebForm['ways']): boolean {
  const kindOf = ({ action, button }: WebForm['ways'][number]) => [action, ...Object.keys(button)].join(' ')
  return all.findIndex((other) => kindOf(other) === kindOf(way)) === index
}

function controlOf(element: Element): Control | undefined {
  const { name, value = '', disabled, type = 'text', checked } = element.attribs
  if (name === undefined || disabled !== undefined) return undefined
  const control = { name, options: [], isOn: true }
  if (element.name === 'textarea')
    return { ...control, type: 'textarea', value: textContent(element).replace(/^\n/, '') }
  if (element.name === 'select') return { ...control, type: 'select', ...choicesOf(element) }
  if (element.name !== 'input') return undefined
  const isBox = type === 'checkbox' || type === 'radio'
  return { ...control, type, value: isBox ? value || 'on' : value, isOn: !isBox || checked !== undefined }
}

function choicesOf(select: Element): { value: string; options: string[] } {
  const options = getElementsByTagName('option', select.children)
  const chosen = options.find((option) => attr(option, 'selected') !== undefined) ?? options[0]
  const valueOf = (option?: Element) => (option ? (attr(option, 'value') ?? textContent(option)) : '')
  return { value: valueOf(chosen), options: options.map(valueOf) }
}
