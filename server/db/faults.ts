/** The same row was added by someone else, in SQLite's or PostgreSQL's words. */
export function isDuplicate(error: unknown): boolean {
  const code = codeOf(error)
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}

/** The store cannot take anything just now (disk full, locked, away): worth trying again in a moment. */
export function isStorageFault(error: unknown): boolean {
  const code = codeOf(error)
  if (code.startsWith('SQLITE_'))
    return /^SQLITE_(FULL|BUSY|LOCKED|IOERR|CANTOPEN|READONLY|CORRUPT)/.test(code)
  if (/^(08|53|57P|58)/.test(code)) return true
  if (/^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|ENOSPC)$/.test(code)) return true
  return (
    error instanceof Error && /(Timeout acquiring a connection|Connection terminated)/.test(error.message)
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
