import { readFileSync, renameSync, statSync } from 'node:fs'

const maxBytes = 1_000_000

/** Keeps the log of earlier hosts as `<log>.1` once it is large. */
export function rotateLog(log: string): void {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size > maxBytes) renameSync(log, `${log}.1`)
}

/** The last line that says something, for a person who asks why the host did not start. */
export function lastLogLine(log: string): string {
  try {
    const lines = readFileSync(log, 'utf8').split('\n')
    return lines.findLast((line) => line.trim() !== '') ?? 'it wrote nothing to its log.'
  } catch {
    return 'it left no log.'
  }
}
