import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Cancellation, Clock } from '../../core/clock.ts'
import { processStamp } from '../process/process-stamp.ts'
import { readIfThere } from '../private-files.ts'

const pollMs = 200

/**
 * Runs `work` while this process alone holds the lock file at `path`; waits for a holder that lives, takes over from one
 * that died. `onWait` is told once when it has to wait.
 */
export async function withFolderLock<T>(
  path: string,
  clock: Clock,
  cancel: Cancellation | undefined,
  onWait: () => void,
  work: () => Promise<T>,
): Promise<T> {
  const ticket = `${process.pid} ${processStamp(process.pid) ?? ''} ${crypto.randomUUID()}`
  let waited = false
  while (!tryTake(path, ticket)) {
    if (!waited) onWait()
    waited = true
    await clock.sleep(pollMs, cancel)
  }
  try {
    return await work()
  } finally {
    if (readIfThere(path) === ticket) rmSync(path, { force: true })
  }
}

function tryTake(path: string, ticket: string): boolean {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const own = `${path}.${crypto.randomUUID()}`
  writeFileSync(own, ticket, { mode: 0o600 })
  try {
    if (link(own, path)) return true
    const holder = readIfThere(path)
    if (holder === null) return link(own, path)
    if (!isDead(holder)) return false
    removeStale(path, holder)
    return link(own, path)
  } finally {
    rmSync(own, { force: true })
  }
}

/** Moves the lock away before it is judged again, so that a lock taken in between is put back and not lost. */
function removeStale(path: string, stale: string): void {
  const aside = `${path}.${crypto.randomUUID()}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return
    throw error
  }
  if (readIfThere(aside) !== stale) link(aside, path)
  rmSync(aside, { force: true })
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

/** A process id may be given out again; the start stamp tells the next owner from the first. */
function isDead(holder: string): boolean {
  const [pid = '', stamp = ''] = holder.split(' ')
  return !/^\d+$/.test(pid) || processStamp(Number(pid)) !== stamp
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
