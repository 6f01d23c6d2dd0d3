import type { Connection } from './connect.ts'

/** Runs work as one transaction; one inside another joins it. */
export type Transact = <T>(work: () => T) => T

/**
 * Transactions that take the write lock at once (`BEGIN IMMEDIATE`), so that what is read in one cannot be changed by another
 * process before it is written.
 */
export function createTransact(connection: Connection): Transact {
  return <T>(work: () => T): T =>
    connection.inTransaction ? work() : connection.transaction(work).immediate()
}
