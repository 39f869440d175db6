/**
 * Brings what is in content/ into the database: topics, samskipnader, professions, help lines, the articles and
 * the most-read list of 2022. Run it again whenever content/ has changed: nothing is doubled.
 *
 *     npm run import
 */
import { randomBytes } from 'node:crypto'
import { importContent, type Kind } from '../server/import/content.ts'
import type { Tally } from '../server/import/tally.ts'
import { runOnService } from './service.ts'

const names: Record<Kind, string> = {
  topics: 'Temaer',
  samskipnader: 'Samskipnader',
  professions: 'Fagbakgrunner',
  helpLines: 'Hjelpetelefoner',
  articles: 'Artikler',
  mostRead: 'Mest lest 2022',
}

const newId = () => randomBytes(16).toString('hex')

await runOnService(async ({ db, vault }) => {
  await importContent({ db, vault, newId, now: () => new Date() }, (tallies) => {
    for (const [kind, tally] of Object.entries(tallies)) console.log(lineFor(names[kind as Kind], tally))
  })
  console.log('Ferdig. Kommandoen kan kjøres igjen uten at noe blir dobbelt.')
})

function lineFor(name: string, { added, updated, unchanged, kept }: Tally): string {
  const own = kept > 0 ? `, ${kept} beholdt slik redaksjonen har gjort dem` : ''
  return `${`${name}:`.padEnd(17)} ${added} nye, ${updated} endret, ${unchanged} uendret${own}`
}
