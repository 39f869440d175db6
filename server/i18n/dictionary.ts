import { nb } from './nb.ts'

export type Dictionary = typeof nb
export type Locale = 'nb'
export type Languages = Record<Locale, Dictionary>

/** The interface in every language. A language that lacks a text does not compile. */
export const dictionaries: Languages = { nb }
