import { isIP } from 'node:net'
import type { ExecResult, ProbeOutcome } from '../../core/labs/cluster-port.ts'

/** Arguments of BIND's dig that ask as the Pod's own resolver does: its servers, search list and ndots. */
export function digArguments(name: string, type: 'A' | 'AAAA', timeoutMs: number): string[] {
  const seconds = Math.max(1, Math.ceil(timeoutMs / 1000))
  return [
    ...['+search', '+tries=1', `+time=${seconds}`, '+noall', '+comments', '+answer', '+nocookie'],
    ...['-t', type, '-q', name],
  ]
}

/** Reads what dig wrote with {@link digArguments}. */
export function digOutcome(result: ExecResult, type: 'A' | 'AAAA'): ProbeOutcome {
  const status = [...result.stdout.matchAll(/->>HEADER<<-.*?status: ([A-Z]+)/g)].at(-1)?.[1]
  if (status === undefined) {
    if (result.timedOut || /timed out|no servers could be reached/i.test(result.stdout)) {
      return /connection refused/i.test(result.stdout) && !/timed out;/i.test(result.stdout)
        ? { outcome: 'refused' }
        : { outcome: 'timeout' }
    }
    const detail = (result.stderr || result.stdout).trim().split('\n')[0] ?? ''
    return { outcome: 'unprobed', detail: `dig said: ${detail}` }
  }
  if (status === 'NXDOMAIN') return { outcome: 'nxdomain' }
  if (status === 'NOERROR') return { outcome: 'answer', addresses: addressesOf(result.stdout, type) }
  // REFUSED and the like: the server would not or could not answer, which a resolver library reports as SERVFAIL.
  return { outcome: 'servfail' }
}

function addressesOf(output: string, type: 'A' | 'AAAA'): string[] {
  const records = output
    .split('\n')
    .filter((line) => !line.startsWith(';'))
    .map((line) => line.trim().split(/\s+/))
  return records
    .filter((fields) => fields[3] === type)
    .map((fields) => fields[4] ?? '')
    .filter((address) => isIP(address) !== 0)
    .sort()
}
