import type { RawData, WebSocket } from 'ws'
import { pipe } from '../../containers/bytes.ts'
import type { Status } from '../schema/kubernetes-types.ts'
import type { StatusError } from '../status-error.ts'
import type { SessionStreams } from './containers.ts'
import { sendTo } from './upgrade.ts'

/** Channels of `v4.channel.k8s.io` and `v5.channel.k8s.io` (apimachinery `pkg/util/remotecommand`): the first byte of a message. */
const channel = { stdin: 0, stdout: 1, stderr: 2, status: 3, resize: 4, close: 255 } as const

/** What of a session the client asked for. */
export interface SessionOptions {
  readonly stdin: boolean
  readonly stdout: boolean
  readonly stderr: boolean
  readonly tty: boolean
}

/** A session's streams over a WebSocket; `finish` sends its Status and closes. */
export function sessionOver(
  webSocket: WebSocket,
  options: SessionOptions,
): SessionStreams & { finish: (status: Status) => void } {
  const input = options.stdin ? pipe() : null
  const closed = new AbortController()
  const resized = new Set<(columns: number, rows: number) => void>()
  let size: readonly [number, number] | null = null
  const send = (to: number, bytes: Uint8Array) => sendTo(webSocket, Buffer.concat([Uint8Array.of(to), bytes]))
  const sink = (to: number, wanted: boolean) => ({
    write: (bytes: Uint8Array) => {
      if (wanted) send(to, bytes)
    },
    end: () => undefined,
  })
  webSocket.on('message', (data) => {
    const bytes = bytesOf(data)
    const body = bytes.subarray(1)
    if (bytes[0] === channel.stdin) input?.write(body)
    else if (bytes[0] === channel.close && body[0] === channel.stdin) input?.end()
    else if (bytes[0] === channel.resize) {
      size = sizeOf(body) ?? size
      if (size !== null) for (const tell of resized) tell(...size)
    }
  })
  webSocket.on('close', () => {
    input?.end()
    closed.abort()
  })
  // An empty message tells the client that the session stands.
  send(
    options.stdout ? channel.stdout : options.stderr && !options.tty ? channel.stderr : channel.status,
    new Uint8Array(),
  )
  return {
    stdin: input,
    stdout: sink(channel.stdout, options.stdout),
    stderr: sink(channel.stderr, options.stderr && !options.tty),
    tty: options.tty,
    onResize: (tell) => {
      resized.add(tell)
      if (size !== null) tell(...size)
      return () => resized.delete(tell)
    },
    closed: closed.signal,
    finish: (status) => {
      send(channel.status, Buffer.from(JSON.stringify(status)))
      webSocket.close(1000)
    },
  }
}

/** The Status of a command that ended (kubelet `pkg/cri/streaming/remotecommand/exec.go`). */
export function exitStatus(code: number): Status {
  if (code === 0) return { metadata: {}, status: 'Success' }
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: command terminated with exit code ${String(code)}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  }
}

/** The Status of a session that could not be: apiserver wraps the kubelet's words (`streamtranslator.go`). */
export function failureStatus({ message }: Pick<StatusError, 'message'>): Status {
  return {
    metadata: {},
    status: 'Failure',
    message: `Internal error occurred: ${message}`,
    reason: 'InternalError',
    details: { causes: [{ message }] },
    code: 500,
  }
}

/** `{"Width":80,"Height":24}`; null for what is none. */
function sizeOf(body: Uint8Array): readonly [columns: number, rows: number] | null {
  try {
    const size: unknown = JSON.parse(Buffer.from(body).toString())
    if (typeof size !== 'object' || size === null || !('Width' in size) || !('Height' in size)) return null
    const { Width, Height } = size
    return typeof Width === 'number' && typeof Height === 'number' ? [Width, Height] : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** A message's bytes, in whatever form `ws` has them. */
export function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}
