import path from 'node:path'
import Database from 'better-sqlite3'
import type { House } from './house.ts'

/** Remembers all that is stored, and gives what puts it back. On SQLite only. */
export async function snapshotOf({ deps, settings, folder }: House): Promise<() => void> {
  if (settings.client !== 'sqlite') throw new Error('Only a SQLite database can be put back like this.')
  const { file } = settings
  const copy = path.join(folder, 'snapshot.sqlite')
  await deps.db.raw('vacuum into ?', [copy])
  return () => {
    const db = new Database(file)
    db.pragma('foreign_keys = off')
    db.prepare('attach ? as snapshot').run(copy)
    const tables = db
      .prepare<[], { name: string }>(
        "select name from main.sqlite_master where type = 'table' and name not like 'sqlite_%'",
      )
      .all()
    db.transaction(() => {
      for (const { name } of tables)
        db.exec(`delete from main."${name}"; insert into main."${name}" select * from snapshot."${name}"`)
    })()
    db.close()
  }
}
