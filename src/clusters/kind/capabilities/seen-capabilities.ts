import { z } from 'zod'
import type { Cancellation, Clock } from '../../../core/clock.ts'
import type { Capability, Cluster } from '../../../core/labs/cluster-port.ts'
import { readIfThere, writePrivateFile } from '../../private-files.ts'
import { trials } from './trials.ts'

const seenSchema = z.record(z.string(), z.boolean())

/**
 * The capabilities that were seen to work; each is tried once per cluster and the answer kept in the file at `path`. Only
 * those of `wanted` are tried when it is given.
 */
export async function seenCapabilities(
  cluster: Cluster,
  path: string,
  clock: Clock,
  cancel: Cancellation,
  wanted?: readonly Capability[],
): Promise<ReadonlySet<Capability>> {
  const seen = new Map(Object.entries(readSeen(path)))
  const works = new Set<Capability>()
  for (const [capability, attempt] of trials) {
    if (wanted !== undefined && !wanted.includes(capability)) continue
    cancel.throwIfAborted()
    let answer = seen.get(capability)
    if (answer === undefined) {
      answer = await attempt(cluster, clock, cancel)
      seen.set(capability, answer)
      writePrivateFile(path, JSON.stringify(Object.fromEntries(seen)))
    }
    if (answer) works.add(capability)
  }
  return works
}

function readSeen(path: string): Record<string, boolean> {
  const text = readIfThere(path)
  if (text === null) return {}
  try {
    return seenSchema.parse(JSON.parse(text))
  } catch {
    // An unreadable note is no note: everything is tried again.
    return {}
  }
}
