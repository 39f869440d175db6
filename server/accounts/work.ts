import type { Dictionary } from '../i18n/dictionary.ts'

export const workKinds = ['offers', 'questions', 'answers', 'drafts', 'duties', 'cases'] as const

/** How much of each kind somebody has in hand; never which. */
export type Work = Record<(typeof workKinds)[number], number>

export function isNothing(work: Work): boolean {
  return workKinds.every((kind) => work[kind] === 0)
}

/** «2 spørsmål, 1 utkast og 3 vakter» */
export function listOfWork(t: Dictionary, work: Work): string {
  return listed(t, work, t.accounts.work.inHand)
}

/** «2 spørsmål er lagt tilbake i køen og 3 vakter er tatt ut av vaktlisten» */
export function whereItWent(t: Dictionary, work: Work): string {
  return listed(t, work, t.accounts.work.moved)
}

function listed({ lists }: Dictionary, work: Work, texts: Record<keyof Work, (count: number) => string>) {
  const some = workKinds.filter((kind) => work[kind] > 0)
  return lists.and(some.map((kind) => texts[kind](work[kind])))
}
