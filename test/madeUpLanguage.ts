import { dictionaries, type Dictionary, type Languages } from '../server/i18n/dictionary.ts'
import type { House } from './house.ts'

/** A language that nobody speaks: each sentence of the interface in other letters, with its markup as it was. */
export function madeUpLanguage(): Languages {
  return { nb: translated(dictionaries.nb) as Dictionary }
}

const latin = 'abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ'
const greek = 'αβψδεφγηιξκλμνοπχρστθωςάυζέήίΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΧΡΣΤΘΩΪΆΥΖΈΉΊ'

/** Markup, addresses and what a function was given are no sentence of ours. */
const kept = /<[^>]*>|&\w+;|\uE000[^\uE001]*\uE001|https?:\S+|\/[\w/.-]+|\S+@\S+/
const parts = new RegExp(`(${kept.source})`)

export function inOtherLetters(text: string): string {
  return text
    .split(parts)
    .map((part, index) => (index % 2 === 1 ? part.replaceAll(/[\uE000\uE001]/g, '') : lettersOf(part)))
    .join('')
}

function lettersOf(text: string): string {
  return text.replaceAll(/[a-zæøå]/gi, (letter) => greek[latin.indexOf(letter)] ?? letter)
}

function translated(value: unknown): unknown {
  if (typeof value === 'string') return /^[/#]/.test(value) ? value : inOtherLetters(value)
  if (typeof value === 'function') return saying(value as Saying)
  if (Array.isArray(value)) return value.map(choice)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, translated(text)]))
}

/** The code of a choice is part of an address, and is never shown. */
function choice(one: unknown): unknown {
  const hasCode = typeof one === 'object' && one !== null && 'code' in one
  return hasCode ? { ...(translated(one) as object), code: one.code } : translated(one)
}

type Saying = (...given: unknown[]) => unknown

/** What it is given stands in the sentence as it was, so that a Norwegian word among it is seen. */
function saying(sentence: Saying): Saying {
  return (...given) => {
    const marked = given.map((one) => (typeof one === 'string' ? `\uE000${one}\uE001` : one))
    try {
      const said = sentence(...marked)
      const isThere = marked.every((one) => typeof one !== 'string' || String(said).includes(one))
      if (isThere) return translated(said)
    } catch {
      // It reckons with what it is given, such as an instant.
    }
    return translated(sentence(...given))
  }
}

/** Lets what people have written be in other letters too: then every Norwegian word on a page is the interface's. */
export async function translateContent({ deps }: House) {
  const { db, vault } = deps
  for (const [table, columns] of Object.entries(content)) {
    for (const column of columns) {
      const texts = await db(table).whereNotNull(column).distinct().pluck<string[]>(column)
      for (const text of texts)
        await db(table)
          .where(column, text)
          .update({ [column]: inOtherLetters(text) })
    }
  }
  const { open } = vault
  vault.open = (key, place, sealed) => {
    const text = open(key, place, sealed)
    if (place.table === 'second_factors') return text
    return place.table === 'questions' ? inWordsOfHerOwn(inOtherLetters(text)) : inOtherLetters(text)
  }
}

/** In a language that nobody speaks each word is rare, and an answer may not share one with what was asked. */
function inWordsOfHerOwn(text: string): string {
  return text.replaceAll(/\p{L}+/gu, 'ψ$&')
}

const content = {
  topics: ['name', 'description'],
  samskipnader: ['name'],
  campuses: ['name'],
  professions: ['name'],
  help_lines: ['name', 'address', 'hours', 'chat_hours', 'audience', 'region', 'description', 'source'],
  accounts: ['name'],
  frozen_years: ['source', 'method'],
  frozen_ranks: ['title'],
  articles: ['published_title', 'published_summary', 'published_question', 'published_body'],
}

/** A code or a key in groups of letters. */
const codes = /\b[A-Z]{4,5}\b/g

/** Norwegian words that a page shows, or tells a screen reader or a search engine, but for what its reader wrote. */
export function norwegianIn(html: string, written: string): string[] {
  const seen = html
    .replaceAll(written, ' ')
    .replaceAll(/a{20,}/g, ' ')
    .replace(/<(script|style|svg|textarea|code)[\s>][\s\S]*?<\/\1>|<!DOCTYPE html>/gi, ' ')
    .replace(/<meta name="(?:viewport|color-scheme|robots)"[^>]*>/g, ' ')
  const told = [...seen.matchAll(/ (?:alt|title|placeholder|aria-label|data-too-large|content)="([^"]*)"/g)]
  return [seen.replace(/<[^>]*>/g, ' '), ...told.map(([, text = '']) => text)]
    .map((text) =>
      text.replaceAll(/\S*@\S*|\S*\w\.\w\S*|https?:\S+|\S*\d\S*|&\w+;/g, ' ').replaceAll(codes, ' '),
    )
    .flatMap((text) => text.match(/[a-zæøå]{3,}(?:[ ,.:]+[a-zæøå]{2,})*/gi) ?? [])
}
