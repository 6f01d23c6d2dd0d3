import Database from 'better-sqlite3'
import { StorageError } from './storage-error.ts'

const busyMs = 10_000

export type Connection = Database.Database

/**
 * Opens a database file, making it when missing, so that a committed transaction survives the loss of power: write-ahead log,
 * `synchronous=FULL`. Both are asserted, since SQLite ignores a pragma that it does not take.
 */
export function connect(file: string): Connection {
  const connection = new Database(file, { timeout: busyMs })
  try {
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    connection.pragma('foreign_keys = ON')
    assertPragma(connection, 'journal_mode', 'wal')
    assertPragma(connection, 'synchronous', 2)
    assertPragma(connection, 'foreign_keys', 1)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Throws `storage.failed` unless the pragma has this value. */
export function assertPragma(connection: Connection, name: string, wanted: string | number): void {
  const is: unknown = connection.pragma(name, { simple: true })
  if (is === wanted) return
  throw new StorageError(
    'storage.failed',
    `The database does not keep to ${name} = ${wanted} (it says ${String(is)}).`,
    'Put the data folder on a local disk; some network file systems cannot do this.',
  )
}
