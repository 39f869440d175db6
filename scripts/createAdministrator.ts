import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { hasRole } from '../server/accounts/account.ts'
import { makeLink } from '../server/accounts/links.ts'
import { addAccount, findByEmail } from '../server/accounts/store.ts'
import { readConfig } from '../server/config.ts'
import { migrate } from '../server/db/migrate.ts'
import { openDatabase, type Db } from '../server/db/open.ts'
import { isEmail, normalEmail } from '../server/lib/emailAddress.ts'
import { readableLine } from '../server/lib/visible.ts'
import { startProblem } from '../server/startProblem.ts'

const usage = 'Bruk: npm run create-administrator -- --email navn@samskipnad.no --name "Navn Navnesen"'
const newId = () => randomBytes(16).toString('hex')
const now = () => new Date()

process.umask(0o077)

try {
  const config = readConfig(process.env)
  const { email, name } = readArguments()
  const db = openDatabase(config.database)
  try {
    await migrate(db)
    const account = await administratorFor(db, email, name)
    const link = await makeLink({ db, newId, now, baseUrl: config.baseUrl }, 'invitation', account)
    console.log(
      `Åpne lenken i nettleseren og velg et passord. Den virker én gang, i 72 timer:\n\n  ${link}\n`,
    )
  } finally {
    await db.destroy()
  }
} catch (error) {
  console.error(startProblem(error))
  process.exitCode = 1
}

function readArguments(): { email: string; name: string } {
  const { values } = parseArgs({
    options: { email: { type: 'string' }, name: { type: 'string' } },
    strict: false,
  })
  const { email: typed, name: called } = values
  if (typeof typed !== 'string' || typeof called !== 'string') throw new Error(usage)
  const [email, name] = [normalEmail(typed), readableLine(called)]
  if (!isEmail(email)) throw new Error(`«${typed}» er ingen gyldig e-postadresse.\n${usage}`)
  if (name === '') throw new Error(`Navnet mangler.\n${usage}`)
  return { email, name }
}

/** A new administrator, or one who was invited and never came: then she gets a new link. */
async function administratorFor(db: Db, email: string, name: string): Promise<string> {
  const existing = await findByEmail(db, email)
  if (existing?.hasPassword) {
    throw new Error(`${email} har alt en konto med passord. Bruk «Glemt passordet?» på innloggingssiden.`)
  }
  if (existing && !(existing.isActive && hasRole(existing, 'administrator'))) {
    throw new Error(`${email} har alt en konto som ikke er en aktiv administrator. Bruk en annen adresse.`)
  }
  if (existing) return existing.id
  const id = newId()
  const roles = { roles: ['administrator' as const], samskipnad: null, profession: null }
  await addAccount(db, { id, email, name, ...roles, passwordHash: null, isDemo: false, now: now() })
  return id
}
