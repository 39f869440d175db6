/**
 * Looks after the key file.
 *
 *     npm run keys -- status   which keys there are, and how many data keys each of them wraps
 *     npm run keys -- verify   opens everything that is sealed, and says what could not be opened
 *     npm run keys -- rotate   makes new keys and wraps every data key with them; run again to go on
 *     npm run keys -- prune    destroys keys that wrap nothing any more (the daily job does this too)
 */
import { enrolledAfter, openSecret } from '../server/accounts/secondFactorStore.ts'
import { readArticles } from '../server/articles/store.ts'
import { openKept, openTexts } from '../server/articles/revisionStore.ts'
import { monthOf } from '../server/lib/oslo.ts'
import { openMessages } from '../server/questions/messageStore.ts'
import { openAsked, readQuestions } from '../server/questions/store.ts'
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

async function verify(service: Service) {
  const { db, vault } = service
  const questions = await openEach(
    service,
    'spørsmål',
    (id) => readQuestions(db, (query) => query.where('id', '>', id).orderBy('id').limit(batch)),
    async (question) => {
      await openMessages(db, vault, question)
      return (await openAsked(db, vault, question)) !== undefined
    },
  )
  const articles = await openEach(
    service,
    'artikler',
    (id) => readArticles(db, (query) => query.where('id', '>', id).orderBy('id').limit(batch)),
    async (article) => {
      await openKept(db, vault, article)
      return (await openTexts(db, vault, article)) !== undefined
    },
  )
  const secrets = await openEach(
    service,
    'engangskoder',
    (id) => enrolledAfter(db, id, batch),
    async ({ id }) => (await openSecret(db, vault, id)) !== undefined,
  )
  const broken = questions + articles + secrets
  if (broken === 0) return
  console.error(`${broken} kan ikke åpnes. Er dette riktig nøkkelfil, og er databasen uskadd?`)
  process.exitCode = 1
}

type Identified = { id: string }

/** Opens one after another, in the order of their ids. Returns how many could not be opened. */
async function openEach<T extends Identified>(
  { stopped }: Service,
  name: string,
  after: (id: string) => Promise<T[]>,
  open: (thing: T) => Promise<boolean>,
): Promise<number> {
  const counts = { opened: 0, deleted: 0, broken: 0 }
  const line = () =>
    `${name}: ${counts.opened} åpnet, ${counts.deleted} slettet, ${counts.broken} kan ikke åpnes`
  let things = await after('')
  while (things.length > 0 && !stopped()) {
    for (const thing of things) {
      const result = await open(thing).then(
        (isThere) => (isThere ? 'opened' : 'deleted'),
        () => 'broken' as const,
      )
      counts[result] += 1
    }
    progress(line())
    things = await after(things.at(-1)?.id ?? '')
  }
  progress(line(), true)
  return counts.broken
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
