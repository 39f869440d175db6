import { dictionaries } from '../i18n/dictionary.ts'

export const workKinds = ['offers', 'questions', 'answers', 'drafts', 'duties', 'cases'] as const

/** How much of each kind somebody has in hand; never which. */
export type Work = Record<(typeof workKinds)[number], number>

export function isNothing(work: Work): boolean {
  return workKinds.every((kind) => work[kind] === 0)
}

/** «2 spørsmål, 1 utkast og 3 vakter» */
export function listOfWork(work: Work): string {
  return listed(work, dictionaries.nb.accounts.work.inHand)
}

/** «2 spørsmål er lagt tilbake i køen og 3 vakter er tatt ut av vaktlisten» */
export function whereItWent(work: Work): string {
  return listed(work, dictionaries.nb.accounts.work.moved)
}

function listed(work: Work, texts: Record<keyof Work, (count: number) => string>): string {
  const some = workKinds.filter((kind) => work[kind] > 0)
  return new Intl.ListFormat('nb').format(some.map((kind) => texts[kind](work[kind])))
}
