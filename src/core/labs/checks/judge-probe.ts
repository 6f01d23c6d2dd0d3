import type { ProbeOutcome } from '../cluster-port.ts'
import type { ProbeCheck } from '../format/check-schema.ts'

/** Whether an outcome is what the check expects. A probe that could not run is never what any check expects. */
export function isExpected(check: ProbeCheck, outcome: ProbeOutcome): boolean {
  if (outcome.outcome === 'unprobed') return false
  if ('http' in check) {
    if (check.fails !== undefined) return (check.fails as readonly string[]).includes(outcome.outcome)
    if (outcome.outcome !== 'response') return false
    if (outcome.status !== (check.status ?? 200)) return false
    return check.body === undefined || new RegExp(check.body).test(outcome.body)
  }
  if (!(check.expect as readonly string[]).includes(outcome.outcome)) return false
  if (!('dns' in check) || check.addresses === undefined || outcome.outcome !== 'answer') return true
  const wanted = [...check.addresses].sort()
  return wanted.length === outcome.addresses.length && wanted.every((a, i) => a === outcome.addresses[i])
}

/** What came back, in a few words that name no cause. */
export function describeOutcome(outcome: ProbeOutcome, timeoutSeconds: number): string {
  switch (outcome.outcome) {
    case 'answer':
      return outcome.addresses.length === 0
        ? 'answered without an address'
        : `answered ${outcome.addresses.join(', ')}`
    case 'nxdomain':
      return 'answered NXDOMAIN'
    case 'servfail':
      return 'answered SERVFAIL'
    case 'open':
      return 'accepted the connection'
    case 'refused':
      return 'was refused'
    case 'timeout':
      return `timed out after ${timeoutSeconds} s`
    case 'unreachable':
      return 'was unreachable'
    case 'unresolved':
      return 'did not resolve'
    case 'response':
      return `answered ${outcome.status} ${firstLine(outcome.body)}`.trim()
    case 'unprobed':
      return `could not be probed: ${outcome.detail}`
  }
}

function firstLine(body: string): string {
  const [line = ''] = body.trim().split('\n')
  return line.length > 60 ? `${line.slice(0, 57)}…` : line
}
