import { PassThrough, Readable } from 'node:stream'
import { Exec, type KubeConfig, type V1Status } from '@kubernetes/client-node'
import { KubedrillError } from '../../contract/errors.ts'
import type { Cancellation } from '../../core/clock.ts'
import type { ExecOptions, ExecResult, KubeApi, PodTarget } from '../../core/labs/cluster-port.ts'
import { runningContainer } from './pod-state.ts'

/** Runs a program in a container through the API server's exec subresource. */
export type PodExec = (
  target: PodTarget,
  argv: readonly string[],
  options?: ExecOptions,
) => Promise<ExecResult>

const defaultTimeoutMs = 60_000
const outputLimit = 8 * 1024 * 1024

class ExecFailed extends KubedrillError {
  constructor(target: PodTarget, argv: readonly string[], detail: string) {
    super({
      code: 'cluster.exec-failed',
      message: `${argv[0] ?? ''} could not be run in Pod ${target.namespace}/${target.pod}: ${detail}.`,
      remedy: 'Check that the image has this program and that the Pod still runs.',
      exit: 4,
    })
  }
}

/**
 * A non-zero exit is an answer. After `timeoutMs` (default 60 s) the connection is closed and `timedOut` is true: the
 * program itself may run on, so give it a limit of its own. Rejects with `cluster.pod-not-running` or `cluster.exec-failed`.
 */
export function createPodExec(config: KubeConfig, kube: KubeApi): PodExec {
  const api = new Exec(config)
  return async (target, argv, options = {}) => {
    options.cancel?.throwIfAborted()
    const { container } = await runningContainer(kube, target)
    const stdout = collect()
    const stderr = collect()
    const stdin = options.stdin === undefined ? null : Readable.from([Buffer.from(options.stdin)])

    let answer: V1Status | undefined
    let connection: Awaited<ReturnType<Exec['exec']>>
    try {
      connection = await api.exec(
        target.namespace,
        target.pod,
        container,
        [...argv],
        stdout.stream,
        stderr.stream,
        stdin,
        false,
        (status) => {
          answer = status
        },
      )
    } catch (error) {
      throw new ExecFailed(target, argv, messageOf(error))
    }

    const end = await closed(connection, options.timeoutMs ?? defaultTimeoutMs, options.cancel)
    options.cancel?.throwIfAborted()
    const output = { stdout: stdout.text(), stderr: stderr.text() }
    if (answer === undefined) {
      if (end === 'timeout') return { exitCode: -1, ...output, timedOut: true }
      throw new ExecFailed(target, argv, 'the connection ended before its exit code came')
    }
    const exitCode = exitCodeOf(answer)
    if (exitCode === null) throw new ExecFailed(target, argv, answer.message ?? 'no reason given')
    return { exitCode, ...output, timedOut: false }
  }
}

/** Null when the program did not run at all. */
function exitCodeOf(status: V1Status): number | null {
  if (status.status === 'Success') return 0
  const cause = status.details?.causes?.find(({ reason }) => reason === 'ExitCode')
  return cause?.message === undefined ? null : Number(cause.message)
}

function closed(
  connection: Awaited<ReturnType<Exec['exec']>>,
  timeoutMs: number,
  cancel: Cancellation | undefined,
): Promise<'closed' | 'timeout'> {
  return new Promise((resolve) => {
    const end = (how: 'closed' | 'timeout') => {
      clearTimeout(timer)
      cancel?.removeEventListener('abort', stop)
      if (how === 'timeout') connection.terminate()
      resolve(how)
    }
    const stop = () => {
      end('timeout')
    }
    const timer = setTimeout(stop, timeoutMs)
    cancel?.addEventListener('abort', stop)
    if (connection.readyState === connection.CLOSED) end('closed')
    else
      connection.addEventListener('close', () => {
        end('closed')
      })
    if (cancel?.aborted === true) stop()
  })
}

function collect(): { stream: PassThrough; text: () => string } {
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= outputLimit) chunks.push(chunk)
  })
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') }
}

function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message)
  return String(error)
}
