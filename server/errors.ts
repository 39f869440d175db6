export type ProblemKind = 'invalid' | 'not_found' | 'forbidden' | 'foreign' | 'conflict' | 'too_large'

/**
 * A refusal with a sentence the visitor may read. `web/problems.ts` maps the kind to a status. `foreign` is a form
 * that may have come from another site.
 */
export class DomainError extends Error {
  readonly kind: ProblemKind

  constructor(kind: ProblemKind, message: string) {
    super(message)
    this.kind = kind
  }
}

/** Unknown and forbidden look the same to the person asking (trust.md). */
export function notFound(): DomainError {
  return new DomainError('not_found', 'Vi finner ikke det du leter etter.')
}
