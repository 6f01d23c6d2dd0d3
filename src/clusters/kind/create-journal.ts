import { z } from 'zod'
import { killProcessGroup } from '../process/process-group.ts'
import { processStamp } from '../process/process-stamp.ts'
import { readIfThere, removeFile, writePrivateFile } from '../private-files.ts'

const journalSchema = z.object({ name: z.string(), pid: z.number().nullable(), stamp: z.string().nullable() })

/** Notes that a cluster is being made, and by which kind process, so that a later process can end both. */
export function writeJournal(path: string, name: string, pid: number | null): void {
  const stamp = pid === null ? null : processStamp(pid)
  writePrivateFile(path, JSON.stringify({ name, pid, stamp }))
}

/** Kills a kind that outlived the process which started it, then forgets it. */
export function endInterruptedCreation(path: string): void {
  const text = readIfThere(path)
  if (text === null) return
  const { pid, stamp } = readJournal(text)
  if (pid !== null && stamp !== null && processStamp(pid) === stamp) killProcessGroup(pid)
  removeFile(path)
}

function readJournal(text: string): z.infer<typeof journalSchema> {
  try {
    return journalSchema.parse(JSON.parse(text))
  } catch {
    return { name: '', pid: null, stamp: null }
  }
}
