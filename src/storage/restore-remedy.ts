import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Where `migrate` keeps its copies, beside the database. */
export function backupFolder(file: string): string {
  return join(dirname(file), 'backups')
}

/** What to do about a damaged database; names a copy only when there is one. The log beside it belongs to the damaged file. */
export function restoreRemedy(file: string): string {
  const name = basename(file)
  const away = `Move ${name}, ${name}-wal and ${name}-shm away`
  const copy = newestBackup(file)
  if (copy === null) return `${away} and put a copy of your own in place, or begin anew without one.`
  return `${away} and copy ${copy}, which was made before an update, to ${name}, or put a newer copy of your own in place.`
}

function newestBackup(file: string): string | null {
  const folder = backupFolder(file)
  if (!existsSync(folder)) return null
  const copies = readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) => ({ path, made: statSync(path).mtimeMs }))
    .sort((a, b) => b.made - a.made)
  return copies[0]?.path ?? null
}
