import { allAccounts } from '../accounts/store.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { readQuestions } from '../questions/store.ts'
import { allTopics } from '../topics/store.ts'
import { loadDemo, type Demo } from './demo.ts'
import { importReference } from './reference.ts'

type Needed = Pick<Deps, 'db' | 'vault' | 'newId' | 'now' | 'baseUrl'>

/**
 * Gives a new database what the service cannot be without, and outside production a demonstration to try it
 * with. A database that is in use is never touched. Returns what to tell whoever started the service.
 */
export async function fillNewDatabase(deps: Needed, demo: boolean): Promise<string[]> {
  if ((await allTopics(deps.db)).length === 0) await importReference(deps.db)
  if (!demo || !(await isUnused(deps.db))) return []
  return guideTo(await loadDemo(deps), deps.baseUrl)
}

async function isUnused(db: Db): Promise<boolean> {
  const questions = await readQuestions(db, (query) => query.limit(1))
  return questions.length === 0 && (await allAccounts(db)).length === 0
}

function guideTo({ signIns, receipts }: Demo, baseUrl: string): string[] {
  const name = widest(signIns.map((one) => one.name))
  const email = widest(signIns.map((one) => one.email))
  return [
    '',
    'Databasen var tom og har fått demonstrasjonsinnhold. Personer, spørsmål, svar og lesertall er oppdiktet.',
    `Logg inn på ${baseUrl}/redaksjon/inn. Passordene vises bare denne gangen:`,
    '',
    ...signIns.map((one) => `  ${one.name.padEnd(name)}  ${one.email.padEnd(email)}  ${one.password}`),
    '',
    `Slå opp et spørsmål på ${baseUrl}/kvittering med kvitteringskoden:`,
    '',
    `  ${receipts.waiting}  venter på svar`,
    `  ${receipts.answered}  har fått svar`,
    '',
  ]
}

function widest(values: string[]): number {
  return Math.max(...values.map((value) => value.length))
}
