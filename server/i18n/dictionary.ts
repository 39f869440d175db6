import { nb } from './nb.ts'

export type Dictionary = typeof nb
export type Locale = 'nb'

/** The interface in every language. A language that lacks a text does not compile. */
export const dictionaries: Record<Locale, Dictionary> = { nb }
