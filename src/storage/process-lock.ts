import Database from 'better-sqlite3'

/** A lock that a process holds; the operating system frees it when the process ends, however it ends. */
export interface ProcessLock {
  release(): void
}

/** SQLite frees a lock when its connection is collected as garbage: a held one is kept reachable until it is released. */
const held = new Set<Database.Database>()

/** Takes the lock of `file` (made when missing); null when another process, or this one, holds it. */
export function tryProcessLock(file: string): ProcessLock | null {
  const database = new Database(file, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') return null
    throw error
  }
  held.add(database)
  return {
    release: () => {
      held.delete(database)
      database.close()
    },
  }
}
