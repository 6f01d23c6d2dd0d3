import { readIfThere } from '../private-files.ts'

/**
 * What tells a running process from a later one with the same id: on Linux its start time since boot (field 22 of
 * proc(5) `/proc/PID/stat`) with the boot id, elsewhere only that it runs. Null when no such process runs.
 */
export function processStamp(pid: number): string | null {
  if (process.platform !== 'linux') return isRunning(pid) ? 'running' : null
  const stat = readProc(`/proc/${pid}/stat`)
  if (stat === null) return null
  // The second field, the program's name, may hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  return `${(readProc('/proc/sys/kernel/random/boot_id') ?? '').trim()}.${fields[19] ?? ''}`
}

function readProc(path: string): string | null {
  try {
    return readIfThere(path)
  } catch (error) {
    // A process that ends while it is read.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return null
    throw error
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
