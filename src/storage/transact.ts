import type { Connection } from './connect.ts'
import { toStorageError } from './storage-error.ts'

/** Runs work as one transaction; one inside another joins it. */
export type Transact = <T>(work: () => T) => T

/**
 * Transactions that take the write lock at once (`BEGIN IMMEDIATE`), so that what is read in one cannot be changed by another
 * process before it is written. SQLite's errors come out as {@link toStorageError} has them.
 */
export function createTransact(connection: Connection, file: string): Transact {
  return <T>(work: () => T): T => {
    try {
      if (connection.inTransaction) return work()
      return connection.transaction(work).immediate()
    } catch (error) {
      throw toStorageError(error, file)
    }
  }
}
