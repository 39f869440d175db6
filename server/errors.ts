import type { refusals } from './i18n/nb/refusals.ts'

export type ProblemKind = 'invalid' | 'not_found' | 'forbidden' | 'foreign' | 'conflict' | 'too_large'

type Sentences = typeof refusals

/** Why: the key of a sentence in the dictionary, and what that sentence tells of, if anything. */
export type Refusal = {
  [Key in keyof Sentences]: Sentences[Key] extends (values: infer Values) => string
    ? [key: Key, values: Values]
    : [key: Key]
}[keyof Sentences]

/**
 * A refusal that the visitor reads in her language: `web/problems.ts` maps the kind to a
 * status. `foreign` is a form that may have come from another site.
 */
export class DomainError extends Error {
  readonly kind: ProblemKind
  readonly refusal: Refusal

  constructor(kind: ProblemKind, ...refusal: Refusal) {
    super(refusal[0])
    this.kind = kind
    this.refusal = refusal
  }
}

/** The compiler has seen to it that the values are those of the key. */
export function sentenceOf({ refusals }: { refusals: Sentences }, { refusal }: DomainError): string {
  const [key, values] = refusal
  const sentence: string | ((values: never) => string) = refusals[key]
  return typeof sentence === 'string' ? sentence : sentence(values as never)
}

/** Unknown and forbidden look the same to the person asking (trust.md). */
export function notFound(): DomainError {
  return new DomainError('not_found', 'notFound')
}
