import { importReference } from '../server/import/reference.ts'
import { migrate } from '../server/db/migrate.ts'
import { openDatabase, type DatabaseSettings } from '../server/db/open.ts'

/** Makes the database that every test starts from a copy of: the schema and the reference data. */
export async function fillTemplate(settings: DatabaseSettings) {
  const db = openDatabase(settings)
  try {
    await migrate(db)
    await importReference(db)
  } finally {
    await db.destroy()
  }
}
