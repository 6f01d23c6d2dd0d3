import { join } from 'node:path'
import type { LabSessionStore } from '../core/labs/session-store.ts'
import type { SettingsRepository } from '../core/study/settings-repository.ts'
import type { StudyRepository } from '../core/study/study-repository.ts'
import { connect, type Connection } from './connect.ts'
import { createLabSessionStore } from './lab-session-store.ts'
import { makeFolder } from './make-folder.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations.ts'
import { createSettingsRepository } from './settings-repository.ts'
import { createStudyRepository } from './sqlite-study-repository.ts'
import { StorageError, toStorageError } from './storage-error.ts'
import { createTransact } from './transact.ts'
import { withStorageErrors } from './with-storage-errors.ts'

/** Everything of a data folder that outlives the program. Whatever it is asked throws {@link StorageError}. */
export interface Store {
  readonly study: StudyRepository
  readonly settings: SettingsRepository
  readonly labSessions: LabSessionStore
  /** Rises when another connection has written. */
  dataVersion(): number
  /** Faults that SQLite finds in the file; empty when there is none. */
  faults(): string[]
  close(): void
}

export interface OpenStoreOptions {
  readonly dataDir: string
  /** A ULID. */
  readonly newId: () => string
  /** The program's own when left out. */
  readonly migrations?: readonly string[]
  /** A limit of the file's size, in pages, as a full disk would be one. */
  readonly maxPages?: number
}

/** Name of the database in a data folder. */
export const databaseName = 'kubedrill.db'

/**
 * Opens the data folder's database, making or migrating it. Any number of processes may have it open. Throws
 * {@link StorageError}.
 */
export function openStore(options: OpenStoreOptions): Store {
  const { dataDir, newId, maxPages } = options
  const file = join(dataDir, databaseName)
  makeDataFolder(dataDir)
  let connection: Connection | null = null
  try {
    const opened = connect(file)
    connection = opened
    migrate(opened, file, newId, options.migrations ?? migrations)
    if (maxPages !== undefined) opened.pragma(`max_page_count = ${maxPages}`)
    const transact = createTransact(opened)
    const store = {
      study: withStorageErrors(createStudyRepository(opened, transact), file),
      settings: withStorageErrors(createSettingsRepository(opened), file),
      labSessions: withStorageErrors(createLabSessionStore(opened, transact), file),
      dataVersion: () => Number(opened.pragma('data_version', { simple: true })),
      faults: () => faultsOf(opened),
      close: () => {
        opened.close()
      },
    }
    return withStorageErrors(store, file)
  } catch (error) {
    connection?.close()
    throw toStorageError(error, file)
  }
}

function makeDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir)
  } catch (error) {
    throw new StorageError(
      'storage.read-only',
      `The data folder ${dataDir} cannot be made: ${error instanceof Error ? error.message : String(error)}.`,
      'Name another folder with --data, or make this one writable for you.',
      error,
    )
  }
}

function faultsOf(connection: Connection): string[] {
  const rows = connection.pragma('quick_check(20)') as { quick_check: string }[]
  // A row may hold many lines, below a headline with stars.
  return rows
    .flatMap(({ quick_check }) => quick_check.split('\n'))
    .filter((line) => line !== 'ok' && !line.startsWith('***'))
}
