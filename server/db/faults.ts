/** The same row was added by someone else, in SQLite's or PostgreSQL's words. */
export function isDuplicate(error: unknown): boolean {
  const code = codeOf(error)
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}

/** The store cannot take anything just now (disk full, locked, away): worth trying again in a moment. */
export function isStorageFault(error: unknown): boolean {
  const code = codeOf(error)
  return faultCodes.test(code) || (error instanceof Error && driverWords.test(error.message))
}

/**
 * SQLite's result codes; PostgreSQL's classes 08 (connection), 53 (resources, full disk), 57P (shutting down) and
 * 58 (its system), a lock or an answer that took too long, a deadlock; the network's and the disk's own; and a key
 * file that another process holds on to.
 */
const faultCodes = new RegExp(
  [
    '^SQLITE_(FULL|BUSY|LOCKED|IOERR|CANTOPEN|READONLY|CORRUPT|NOMEM)',
    '^(08|53|57P|58)...?$|^(55P03|57014|40001|40P01)$',
    '^FILE_IN_USE$',
    '^E(CONNREFUSED|CONNRESET|TIMEDOUT|PIPE|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN|NOSPC|DQUOT|ROFS|IO)$',
  ].join('|'),
)

/** What pg and knex say without a code. */
const driverWords =
  /Timeout acquiring a connection|Unable to acquire a connection|Connection terminated|timeout expired|Query read timeout|is not queryable/

/** PostgreSQL's text holds no NUL character; SQLite's does. */
export function isUnstorableText(error: unknown): boolean {
  return codeOf(error) === '22021'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
