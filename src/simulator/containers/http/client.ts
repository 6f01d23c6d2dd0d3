import type { ConnectFailure, Connection, ProcessNetwork } from '../program.ts'
import type { Clock } from '../../clock.ts'
import { message, MessageReader, type Headers } from './message.ts'

export interface HttpAnswer {
  readonly start: string
  readonly code: number
  readonly headers: Headers
  readonly body: Uint8Array
}

/** Sends one request over a connection that is open and reads its answer. Throws HttpError and ConnectionResetError. */
export async function ask(
  connection: Connection,
  request: {
    readonly method: string
    readonly target: string
    readonly headers: Headers
    readonly body?: Uint8Array
  },
): Promise<HttpAnswer | null> {
  connection.write(message(`${request.method} ${request.target} HTTP/1.1`, request.headers, request.body))
  const reader = new MessageReader(connection)
  const head = await reader.head()
  if (head === null) return null
  const code = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head.start)?.[1] ?? 0)
  const empty = request.method === 'HEAD' || code === 204 || code === 304
  const body = empty ? new Uint8Array() : await reader.body(head.headers, true)
  return { start: head.start, code, headers: head.headers, body }
}

/** GET within `timeoutMs` altogether: an answer, why there was no connection, or that the answer took too long. */
export async function get(
  network: Pick<ProcessNetwork, 'connect'>,
  clock: Clock,
  to: { readonly address: string; readonly port: number; readonly target: string; readonly headers: Headers },
  timeoutMs: number,
): Promise<HttpAnswer | ConnectFailure | 'no-answer' | 'closed'> {
  const deadline = clock.now() + timeoutMs
  const connection = await network.connect(to.address, to.port, timeoutMs)
  if (typeof connection === 'string') return connection
  const { promise: late, resolve } = Promise.withResolvers<'no-answer'>()
  const cancel = clock.after(Math.max(0, deadline - clock.now()), () => resolve('no-answer'))
  try {
    const asked = ask(connection, { method: 'GET', target: to.target, headers: to.headers })
    return (await Promise.race([asked, late])) ?? 'closed'
  } finally {
    cancel()
    connection.close()
  }
}
