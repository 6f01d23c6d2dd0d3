import type { ExecResult, ProbeOutcome } from '../../core/labs/cluster-port.ts'

const unreachable = /no route to host|network is unreachable|host is unreachable/i

/** Arguments of agnhost's `connect`, whose answer is one word on standard error. */
export function agnhostArguments(host: string, port: number, timeoutMs: number): string[] {
  return ['/agnhost', 'connect', `--timeout=${timeoutMs}ms`, '--protocol=tcp', endpoint(host, port)]
}

export function agnhostOutcome(result: ExecResult): ProbeOutcome {
  if (result.timedOut) return { outcome: 'timeout' }
  if (result.exitCode === 0) return { outcome: 'open' }
  const said = result.stderr.trim()
  if (said.startsWith('TIMEOUT')) return { outcome: 'timeout' }
  if (said.startsWith('REFUSED')) return { outcome: 'refused' }
  if (said.startsWith('DNS')) return { outcome: 'unresolved', detail: said }
  if (unreachable.test(said)) return { outcome: 'unreachable' }
  return { outcome: 'unprobed', detail: said }
}

/** Opens a connection with curl and sends nothing over it; verbose, since only that tells why a connection failed. */
export function curlConnectArguments(host: string, port: number, timeoutMs: number): string[] {
  const seconds = (timeoutMs / 1000).toFixed(3)
  return [
    ...[
      'curl',
      '--silent',
      '--verbose',
      '--noproxy',
      '*',
      '--connect-timeout',
      seconds,
      '--max-time',
      seconds,
    ],
    `telnet://${endpoint(host, port)}`,
  ]
}

/** curl stays connected until its own limit, so that exit 28 after a connection is `open`. */
export function curlConnectOutcome(result: ExecResult): ProbeOutcome {
  return /^\* Connected to /m.test(result.stderr) ? { outcome: 'open' } : curlFailure(result)
}

/** Why curl has no connection: its exit codes (curl(1)) and the system's own words in its verbose output. */
export function curlFailure(result: ExecResult): ProbeOutcome {
  const said = result.stderr
  const last = said.trim().split('\n').at(-1) ?? ''
  if (result.exitCode === 6 || /resolving timed out|could not resolve/i.test(said)) {
    return { outcome: 'unresolved', detail: last }
  }
  if (result.exitCode === 28 || result.timedOut) return { outcome: 'timeout' }
  if (/connection refused/i.test(said)) return { outcome: 'refused' }
  if (unreachable.test(said)) return { outcome: 'unreachable' }
  if (/connection timed out/i.test(said)) return { outcome: 'timeout' }
  return { outcome: 'unprobed', detail: `curl ended with ${result.exitCode}: ${last}` }
}

function endpoint(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
