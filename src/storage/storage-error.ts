import Database from 'better-sqlite3'
import { ExitCode, KubedrillError } from '../contract/errors.ts'
import { restoreRemedy } from './restore-remedy.ts'

type Code =
  | 'storage.disk-full'
  | 'storage.read-only'
  | 'storage.damaged'
  | 'storage.busy'
  | 'storage.newer'
  | 'storage.failed'

/** The study database cannot be opened, read or written. Nothing that was acknowledged is lost by it. */
export class StorageError extends KubedrillError {
  constructor(code: Code, message: string, remedy: string, cause?: unknown) {
    super({ code, message, remedy, exit: ExitCode.environment }, { cause })
  }
}

/** SQLite's error as one that a person can act on; anything else is answered as it is. */
export function toStorageError(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const { code } = error
  // The index of the log (`-shm`) is made when the file is opened: no room for it is a full disk too.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_SHMSIZE') {
    return new StorageError(
      'storage.disk-full',
      `The disk of ${file} is full; the last change was not made.`,
      'Free some space and do it again; everything before it is kept.',
      error,
    )
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM') {
    return new StorageError(
      'storage.read-only',
      `${file} cannot be written: ${error.message}.`,
      'Make the data folder writable for you, or name another with --data.',
      error,
    )
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new StorageError(
      'storage.damaged',
      `${file} is damaged: ${error.message}.`,
      restoreRemedy(file),
      error,
    )
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new StorageError(
      'storage.busy',
      `Another process has been writing to ${file} for too long.`,
      'Close other kubedrill windows on this data folder, then do it again.',
      error,
    )
  }
  return new StorageError(
    'storage.failed',
    `${file}: ${error.message} (${code}).`,
    'Run `kubedrill doctor`; it looks at the database.',
    error,
  )
}
