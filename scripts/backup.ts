/**
 * Copies the SQLite database while the service runs, and checks the copy.
 *
 *     npm run backup                 to DATA_DIR/backups/<time>.sqlite
 *     npm run backup -- file.sqlite  to a file of your choice
 *
 * The key file is not in it, on purpose: keep a copy of that elsewhere, for no more than seven days.
 */
import path from 'node:path'
import { readConfig } from '../server/config.ts'
import { backupSqlite } from '../server/db/backup.ts'
import { startProblem } from '../server/startProblem.ts'
import { requireFolderOf } from './givenFiles.ts'
import { progress } from './service.ts'

process.umask(0o077)

try {
  const { database, dataDir } = readConfig(process.env)
  if (database.client !== 'sqlite')
    throw new Error('På PostgreSQL tar du sikkerhetskopi med pg_dump. Se README.')
  const target = path.resolve(process.argv[2] ?? path.join(dataDir, 'backups', `${timeStamp()}.sqlite`))
  requireFolderOf(target)
  await backupSqlite(database.file, target, (done, total) => progress(`${done} av ${total} sider kopiert`))
  progress(`Kopiert og kontrollert: ${target}`, true)
} catch (error) {
  console.error(startProblem(error))
  process.exitCode = 1
}

function timeStamp(): string {
  return new Date().toISOString().slice(0, 19).replaceAll(':', '-')
}
