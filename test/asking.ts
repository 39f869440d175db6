import { expect } from 'vitest'
import type { Client, Fields, Reply } from './client.ts'

export const aQuestion: Fields = {
  question: 'Jeg får ikke sove om natta før eksamen. Er det noe jeg kan gjøre?',
  title: '',
  topic: '',
  age: '',
  gender: '',
  place: '',
  language: 'nb',
  publish: 'ja',
}

/** Opens the form as a student does, and gives what stands in its hidden field. */
export async function openForm(visitor: Client): Promise<string> {
  return nonceIn(await visitor.get('/spor'))
}

export function nonceIn(reply: Reply): string {
  const nonce = /name="nonce" value="([^"]+)"/.exec(reply.text)?.[1]
  if (nonce === undefined) throw new Error('There is no form on this page.')
  return nonce
}

/** Fills in a fresh form and sends it. */
export async function ask(visitor: Client, details: Fields = {}): Promise<Reply> {
  return visitor.post('/spor', { ...aQuestion, nonce: await openForm(visitor), ...details })
}

/** The code as it stands on the page, in groups; undefined when the page has none. */
export function codeIn(reply: Reply): string | undefined {
  return /data-copy="([0-9A-Z-]{24})"/.exec(reply.text)?.[1]
}

export async function askForCode(visitor: Client, details: Fields = {}): Promise<string> {
  const code = codeIn(await ask(visitor, details))
  expect(code).toBeDefined()
  return code ?? ''
}

/** What a person reads on the page: without markup, with spaces as single spaces. */
export function textOf(reply: Reply): string {
  return reply.text
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
}
