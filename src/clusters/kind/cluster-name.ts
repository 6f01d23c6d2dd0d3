import { createHash, randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { readIfThere } from '../private-files.ts'
import type { KindPaths } from './kind-paths.ts'

/** Starts the name of every cluster, and so of every node's container, that kubedrill makes. */
export const clusterPrefix = 'kubedrill-'

/** The name that the cluster of this data folder has or will have; null before its first use. */
export function knownClusterName(paths: KindPaths): string | null {
  const id = readIfThere(paths.id)
  return id === null ? null : nameOf(id)
}

/** The cluster's name, from an id made at the first use. Two processes that ask at once get the same one. */
export function clusterName(paths: KindPaths): string {
  const known = knownClusterName(paths)
  if (known !== null) return known
  mkdirSync(paths.folder, { recursive: true, mode: 0o700 })
  const temporary = `${paths.id}.${process.pid}.tmp`
  writeFileSync(temporary, randomUUID(), { mode: 0o600 })
  try {
    linkSync(temporary, paths.id)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(temporary, { force: true })
  }
  const made = knownClusterName(paths)
  if (made === null) throw new Error(`${paths.id} vanished while it was made`)
  return made
}

function nameOf(id: string): string {
  return `${clusterPrefix}${createHash('sha256').update(id.trim()).digest('hex').slice(0, 8)}`
}
