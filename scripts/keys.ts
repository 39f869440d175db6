/**
 * Looks after the key file.
 *
 *     npm run keys -- status   which keys there are, and how many data keys each of them wraps
 *     npm run keys -- verify   opens everything that is sealed, and says what could not be opened
 *     npm run keys -- rotate   makes new keys and wraps every data key with them; run again to go on
 *     npm run keys -- prune    destroys keys that wrap nothing any more (the daily job does this too)
 */
import { monthOf } from '../server/lib/oslo.ts'
import { openEverything, type OpenedTable } from '../server/vault/openEverything.ts'
import {
  countByWrapping,
  dataKeysAfter,
  destroyIdleKeys,
  monthIn,
  saveRewrapped,
} from '../server/vault/store.ts'
import { progress, runOnService, type Service } from './service.ts'

const batch = 200
const commands: Record<string, (service: Service) => Promise<void>> = { status, verify, rotate, prune }

/** So many broken places are named: when there are more, it is the key file or the whole database. */
const mostNamed = 50
const names: Record<string, string> = {
  questions: 'spørsmål',
  messages: 'meldinger',
  revisions: 'utgaver av svar og artikler',
  reviews: 'merknader fra kvalitetssikring',
  urgent_checks: 'merknader i hastesaker',
  second_factors: 'engangskoder',
  data_keys: 'datanøkler',
}

const asked = process.argv[2] ?? 'status'
const command = Object.hasOwn(commands, asked) ? commands[asked] : undefined
if (command) await runOnService(command)
else {
  console.error('Bruk: npm run keys -- status | verify | rotate | prune')
  process.exitCode = 2
}

async function status({ db, vault }: Service) {
  const { generation, keyNames } = vault.status()
  const used = await countByWrapping(db)
  console.log(`Generasjon ${generation}. Nøkler i nøkkelfilen:`)
  for (const name of keyNames.toSorted())
    console.log(`  ${name.padEnd(14)} ${used.get(name) ?? 0} datanøkler`)
  const missing = [...used.keys()].filter((name) => !keyNames.includes(name))
  if (missing.length === 0) return
  console.error(`Mangler i nøkkelfilen: ${missing.join(', ')}. Tekstene under dem kan ikke åpnes.`)
  process.exitCode = 1
}

async function verify({ db, vault, stopped }: Service) {
  const broken: string[] = []
  for (const walk of openEverything(db, vault)) {
    let tally: OpenedTable | undefined
    for await (tally of walk) {
      progress(lineOf(tally))
      if (stopped()) break
    }
    if (tally) progress(lineOf(tally), true)
    broken.push(...(tally?.broken ?? []))
  }
  for (const place of broken.slice(0, mostNamed)) console.error(`Kan ikke åpnes: ${place}`)
  if (broken.length > 0)
    console.error(`${broken.length} kan ikke åpnes. Er dette riktig nøkkelfil, og er databasen uskadd?`)
  if (stopped()) console.error('Stoppet før alt var prøvd.')
  if (broken.length > 0 || stopped()) process.exitCode = 1
}

function lineOf({ table, opened, deleted, broken }: OpenedTable): string {
  return `${names[table] ?? table}: ${opened} åpnet, ${deleted} slettet, ${broken.length} kan ikke åpnes`
}

/**
 * Every data key under keys of a new generation. The old keys stay in the file until `prune`: a server that is
 * running may be sealing with one of them this second.
 */
async function rotate({ db, vault, stopped }: Service) {
  if (!(await isUnfinished(vault, db))) vault.beginGeneration()
  const { generation } = vault.status()
  let moved = 0
  let keys = await dataKeysAfter(db, '', batch)
  while (keys.length > 0 && !stopped()) {
    for (const key of keys.filter(({ wrappedBy }) => !wrappedBy.endsWith(`.${generation}`))) {
      await saveRewrapped(db, vault.rewrap(key, monthIn(key.wrappedBy)))
      moved += 1
    }
    progress(`Generasjon ${generation}: ${moved} datanøkler flyttet`)
    keys = await dataKeysAfter(db, keys.at(-1)?.id ?? '', batch)
  }
  progress(`Generasjon ${generation}: ${moved} datanøkler flyttet`, true)
  console.log(
    stopped()
      ? 'Stoppet. Kjør rotate igjen for å fortsette.'
      : 'Ferdig. Kjør «npm run keys -- prune» når alle tjenere har svart en stund med de nye nøklene.',
  )
}

/** A rotation that was stopped is gone on with, not begun anew. */
async function isUnfinished(vault: Service['vault'], db: Service['db']): Promise<boolean> {
  const { generation } = vault.status()
  const names = [...(await countByWrapping(db)).keys()]
  const isNew = (name: string) => name.endsWith(`.${generation}`)
  return generation > 1 && names.some((name) => !isNew(name))
}

async function prune({ db, vault }: Service) {
  const destroyed = await destroyIdleKeys(db, vault, monthOf(new Date()))
  console.log(destroyed.length === 0 ? 'Ingen nøkler å slette.' : `Slettet for godt: ${destroyed.join(', ')}`)
}
