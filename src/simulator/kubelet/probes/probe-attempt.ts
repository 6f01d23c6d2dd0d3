import type { Container, Probe } from '../../api/schema/kubernetes-types.ts'
import type { Clock } from '../../clock.ts'
import { collector, decode } from '../../containers/bytes.ts'
import { get } from '../../containers/http/client.ts'
import { HttpError, type Headers } from '../../containers/http/message.ts'
import type { ConnectFailure, Connection } from '../../containers/program.ts'
import { NotModelledError } from '../../network/not-modelled.ts'
import { ConnectionResetError } from '../../network/tcp-pipe.ts'
import type { RunningContainer } from '../running-container.ts'

/** How one probe went; `errored` is a probe that could not be made. */
export type ProbeOutcome =
  | { readonly kind: 'success' }
  | { readonly kind: 'warning'; readonly output: string }
  | { readonly kind: 'failure'; readonly output: string }
  | { readonly kind: 'errored'; readonly output: string }

export interface ProbeTarget {
  readonly clock: Clock
  readonly podIP: string
  readonly container: Container
  readonly run: RunningContainer
  /** From the node's own network namespace. */
  readonly connect: (address: string, port: number, timeoutMs: number) => Promise<Connection | ConnectFailure>
}

/** Makes a probe once (kubernetes `pkg/kubelet/prober/prober.go` and `pkg/probe`); gRPC is refused by name. */
export async function attempt(probe: Probe, target: ProbeTarget): Promise<ProbeOutcome> {
  const timeoutMs = (probe.timeoutSeconds ?? 1) * 1000
  try {
    if (probe.exec !== undefined) return await execProbe(probe.exec.command ?? [], target, timeoutMs)
    if (probe.httpGet !== undefined) return await httpProbe(probe.httpGet, target, timeoutMs)
    if (probe.tcpSocket !== undefined) return await tcpProbe(probe.tcpSocket, target, timeoutMs)
    return { kind: 'errored', output: 'gRPC probes are not modelled yet by the embedded cluster' }
  } catch (error) {
    if (error instanceof NotModelledError) return { kind: 'errored', output: error.message }
    throw error
  }
}

/** A port's number, or that of the container's port of this name. */
export function portNumber(
  port: number | string | undefined,
  { ports = [] }: Pick<Container, 'ports'>,
): number | null {
  if (typeof port === 'number') return port
  const named = ports.find(({ name }) => name === port)?.containerPort
  if (named !== undefined) return named
  return /^\d+$/.test(port ?? '') ? Number(port) : null
}

async function httpProbe(
  { scheme = 'HTTP', host, path = '/', port, httpHeaders = [] }: NonNullable<Probe['httpGet']>,
  { clock, podIP, container, connect }: ProbeTarget,
  timeoutMs: number,
): Promise<ProbeOutcome> {
  const number = portNumber(port, container)
  if (number === null) return { kind: 'errored', output: `invalid port number: ${String(port)}` }
  if (scheme !== 'HTTP')
    return {
      kind: 'errored',
      output: `probes with scheme ${scheme} are not modelled yet by the embedded cluster`,
    }
  const address = host === undefined || host === '' ? podIP : host
  const to = `${address}:${String(number)}`
  const target = path.startsWith('/') ? path : `/${path}`
  const given: Headers = httpHeaders.map(({ name, value }) => [name, value])
  const standard: Headers = [
    ['Host', to],
    ['User-Agent', 'kube-probe/1.35'],
    ['Accept', '*/*'],
    ['Connection', 'close'],
  ]
  const headers: Headers = [
    ...standard.filter(([name]) => !given.some(([other]) => other.toLowerCase() === name.toLowerCase())),
    ...given,
  ]
  const failure = (why: string): ProbeOutcome => ({
    kind: 'failure',
    output: `Get "http://${to}${target}": ${why}`,
  })
  try {
    const answer = await get({ connect }, clock, { address, port: number, target, headers }, timeoutMs)
    if (typeof answer === 'string') return failure(whyNot(answer, to, true))
    if (answer.code >= 300 && answer.code < 400) {
      return { kind: 'warning', output: `Probe terminated redirects, Response body: ${decode(answer.body)}` }
    }
    if (answer.code >= 200 && answer.code < 400) return { kind: 'success' }
    return { kind: 'failure', output: `HTTP probe failed with statuscode: ${String(answer.code)}` }
  } catch (error) {
    if (error instanceof ConnectionResetError)
      return failure(`read tcp ${to}: read: connection reset by peer`)
    if (error instanceof HttpError)
      return failure('net/http: HTTP/1.x transport connection broken: malformed HTTP response')
    throw error
  }
}

async function tcpProbe(
  { host, port }: NonNullable<Probe['tcpSocket']>,
  { podIP, container, connect }: ProbeTarget,
  timeoutMs: number,
): Promise<ProbeOutcome> {
  const number = portNumber(port, container)
  if (number === null) return { kind: 'errored', output: `invalid port number: ${String(port)}` }
  const address = host === undefined || host === '' ? podIP : host
  const made = await connect(address, number, timeoutMs)
  if (typeof made === 'string')
    return { kind: 'failure', output: whyNot(made, `${address}:${String(number)}`, false) }
  made.close()
  return { kind: 'success' }
}

async function execProbe(
  command: readonly string[],
  { clock, run }: ProbeTarget,
  timeoutMs: number,
): Promise<ProbeOutcome> {
  const output = collector()
  const running = run.processes.start({
    argv: command,
    environment: run.environment,
    workingFolder: run.workingFolder,
    stdin: null,
    stdout: output,
    stderr: output,
    terminal: null,
  })
  if (running === null) {
    const reason = `exec: "${command[0] ?? ''}": executable file not found in $PATH`
    return {
      kind: 'errored',
      output: `failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: ${reason}: unknown`,
    }
  }
  const { promise: late, resolve } = Promise.withResolvers<null>()
  const cancel = clock.after(timeoutMs, () => resolve(null))
  const code = await Promise.race([running.exit, late])
  cancel()
  if (code === null) {
    running.signal('SIGKILL')
    return {
      kind: 'failure',
      output: `command timed out: "${command.join(' ')}" timed out after ${String(timeoutMs / 1000)}s`,
    }
  }
  return code === 0
    ? { kind: 'success' }
    : { kind: 'failure', output: decode(output.bytes()).slice(0, 10_240) }
}

/** Go's words for a connection that was not made, and for an answer that did not come. */
function whyNot(failure: ConnectFailure | 'no-answer' | 'closed', to: string, http: boolean): string {
  switch (failure) {
    case 'refused':
      return `dial tcp ${to}: connect: connection refused`
    case 'host-unreachable':
      return `dial tcp ${to}: connect: no route to host`
    case 'net-unreachable':
      return `dial tcp ${to}: connect: network is unreachable`
    case 'closed':
      return 'EOF'
    case 'timeout':
    case 'no-answer':
      return http
        ? 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'
        : `dial tcp ${to}: i/o timeout`
  }
}
