import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Connection } from './connect.ts'
import { backupFolder } from './restore-remedy.ts'
import { StorageError } from './storage-error.ts'

/**
 * Brings the schema up to date in one transaction. A database that holds something is copied to `backups/` first. Throws
 * `storage.newer` when a later kubedrill wrote it.
 */
export function migrate(
  connection: Connection,
  file: string,
  newId: () => string,
  migrations: readonly string[],
): void {
  if (versionOf(connection) === migrations.length) return
  const present = versionOf(connection)
  if (present > 0 && present < migrations.length) backUp(connection, file, present)
  const run = connection.transaction(() => {
    // Another process may have done it while this one waited for the lock.
    const from = versionOf(connection)
    if (from > migrations.length) {
      throw new StorageError(
        'storage.newer',
        `${file} was written by a newer kubedrill (schema ${from}; this one knows ${migrations.length}).`,
        'Install that version again; this one leaves the file as it is.',
      )
    }
    for (const script of migrations.slice(from)) connection.exec(script)
    connection.pragma(`user_version = ${migrations.length}`)
    if (from === 0) {
      connection.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run('device', newId())
    }
  })
  run.immediate()
}

function versionOf(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }))
}

/** A consistent copy: the log is folded into the file before it is copied. */
function backUp(connection: Connection, file: string, version: number): void {
  const folder = backupFolder(file)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const copy = join(folder, `${basename(file, '.db')}-schema-${version}.db`)
  if (existsSync(copy)) return
  connection.pragma('wal_checkpoint(TRUNCATE)')
  copyFileSync(file, copy)
}
