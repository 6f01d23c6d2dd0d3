import { z } from 'zod'
import type { Cancellation, Clock } from '../../../core/clock.ts'
import type { Capability, Cluster } from '../../../core/labs/cluster-port.ts'
import { readIfThere, writePrivateFile } from '../../private-files.ts'
import { trials } from './trials.ts'

const seenSchema = z.record(z.string(), z.literal(true))

/**
 * The capabilities that were seen to work, kept in the file at `path` for as long as the cluster lives. One that was not is
 * tried again the next time: a busy machine or an interrupted trial must not settle it. Only those of `wanted` are tried when
 * it is given.
 */
export async function seenCapabilities(
  cluster: Cluster,
  path: string,
  clock: Clock,
  cancel: Cancellation,
  wanted?: readonly Capability[],
): Promise<ReadonlySet<Capability>> {
  const seen = new Set(Object.keys(readSeen(path)))
  const works = new Set<Capability>()
  for (const [capability, attempt] of trials) {
    if (wanted !== undefined && !wanted.includes(capability)) continue
    cancel.throwIfAborted()
    if (!seen.has(capability)) {
      if (!(await attempt(cluster, clock, cancel))) continue
      seen.add(capability)
      writePrivateFile(path, JSON.stringify(Object.fromEntries([...seen].map((name) => [name, true]))))
    }
    works.add(capability)
  }
  return works
}

function readSeen(path: string): Record<string, true> {
  const text = readIfThere(path)
  if (text === null) return {}
  try {
    return seenSchema.parse(JSON.parse(text))
  } catch {
    // An unreadable note is no note: everything is tried again.
    return {}
  }
}
