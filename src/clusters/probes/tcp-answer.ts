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

/** Says `unresolved` first, so that what bash then waits for is the connection and not a name. */
const bashScript = [
  'export LC_ALL=C',
  'timeout "$2" getent ahosts "$0" >/dev/null || { echo unresolved >&2; exit 3; }',
  `exec timeout "$2" bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$0" "$1"`,
].join('\n')

/** Opens a connection with bash's /dev/tcp; needs timeout(1) and getent(1) too. */
export function bashArguments(host: string, port: number, timeoutMs: number): string[] {
  return ['sh', '-c', bashScript, host, String(port), (timeoutMs / 1000).toFixed(3)]
}

export function bashOutcome(result: ExecResult): ProbeOutcome {
  const said = result.stderr
  if (result.exitCode === 0) return { outcome: 'open' }
  if (/^unresolved$/m.test(said)) return { outcome: 'unresolved', detail: 'getent found no address' }
  if (result.timedOut || result.exitCode === 124 || /connection timed out/i.test(said))
    return { outcome: 'timeout' }
  if (/connection refused/i.test(said)) return { outcome: 'refused' }
  if (unreachable.test(said)) return { outcome: 'unreachable' }
  return { outcome: 'unprobed', detail: `bash ended with ${result.exitCode}: ${said.trim()}` }
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
  const unresolved = /^.*(?:resolving timed out|could not resolve).*$/im.exec(said)?.[0]
  if (result.exitCode === 6 || unresolved !== undefined) {
    return { outcome: 'unresolved', detail: (unresolved ?? 'curl found no address').replace(/^\* /, '') }
  }
  if (result.exitCode === 28 || result.timedOut) return { outcome: 'timeout' }
  if (/connection refused/i.test(said)) return { outcome: 'refused' }
  if (unreachable.test(said)) return { outcome: 'unreachable' }
  if (/connection timed out/i.test(said)) return { outcome: 'timeout' }
  return { outcome: 'unprobed', detail: `curl ended with ${result.exitCode}: ${said.trim().slice(-300)}` }
}

function endpoint(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
