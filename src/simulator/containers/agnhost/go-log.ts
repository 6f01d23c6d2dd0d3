import { encode } from '../bytes.ts'
import type { Process } from '../program.ts'

/** A line of Go's log package as agnhost writes it, through klog on standard error: `I0101 00:00:00.000000       1 log.go:244] text`. */
export function goLog(process: Process, text: string): void {
  const now = new Date(process.clock.now()).toISOString()
  const when = `${now.slice(5, 7)}${now.slice(8, 10)} ${now.slice(11, 23)}000`
  process.stderr.write(encode(`I${when} ${String(process.pid).padStart(7)} log.go:244] ${text}\n`))
}
