import { encode } from '../bytes.ts'
import type { Connection, Process } from '../program.ts'
import { header, HttpError, message, MessageReader, reasonOf, type Headers } from './message.ts'
import { ConnectionResetError } from '../../network/tcp-pipe.ts'

export interface Request {
  readonly method: string
  /** Path with query, as it was asked. */
  readonly target: string
  readonly url: URL
  readonly headers: Headers
  readonly body: Uint8Array
  /** `10.244.1.5:40000` */
  readonly from: string
}

export interface Response {
  readonly code: number
  readonly headers?: Headers
  readonly body?: string | Uint8Array
}

export type Handler = (request: Request) => Response | Promise<Response>

/** How a server words what every response has; the default is Go's. */
export type CommonHeaders = (response: { code: number; length: number }, now: number) => Headers

/** Serves HTTP/1.1 with keep-alive; the answer closes the port. Throws AddressInUseError. */
export function serveHttp(
  process: Process,
  port: number,
  handle: Handler,
  common: CommonHeaders = goHeaders,
): () => void {
  return process.network.listenTcp(port, (connection) => {
    answer(process, connection, handle, common).catch((error: unknown) => {
      connection.destroy()
      if (error instanceof ConnectionResetError) return
      process.stderr.write(encode(`${error instanceof Error ? error.message : String(error)}\n`))
    })
  })
}

async function answer(
  process: Process,
  connection: Connection,
  handle: Handler,
  common: CommonHeaders,
): Promise<void> {
  const reader = new MessageReader(connection)
  const respond = ({ code, headers = [], body = '' }: Response, method: string, close: boolean) => {
    const bytes = typeof body === 'string' ? encode(body) : body
    const own = new Set(headers.map(([name]) => name.toLowerCase()))
    const shared = common({ code, length: bytes.length }, process.clock.now()).filter(
      ([name]) => !own.has(name.toLowerCase()),
    )
    const all: Headers = [...headers, ...shared, ...(close ? [['Connection', 'close'] as const] : [])]
    const start = `HTTP/1.1 ${String(code)} ${reasonOf(code)}`
    connection.write(
      message(start, all, method === 'HEAD' || code === 204 || code === 304 ? undefined : bytes),
    )
  }
  for (;;) {
    let request: Request | null
    try {
      request = await readRequest(reader, connection)
    } catch (error) {
      if (!(error instanceof HttpError)) throw error
      respond(
        { code: 400, headers: [['Content-Type', 'text/plain; charset=utf-8']], body: '400 Bad Request' },
        'GET',
        true,
      )
      connection.end()
      return
    }
    if (request === null) {
      connection.end()
      return
    }
    const response = await handle(request)
    const close = header(request.headers, 'connection')?.toLowerCase() === 'close'
    respond(response, request.method, close)
    if (!close) continue
    connection.end()
    return
  }
}

async function readRequest(reader: MessageReader, connection: Connection): Promise<Request | null> {
  const head = await reader.head()
  if (head === null) return null
  const [, method = '', target = ''] = /^([A-Z]+) (\S+) HTTP\/1\.[01]$/.exec(head.start) ?? []
  if (method === '') throw new HttpError('no request line')
  const url = URL.parse(target, 'http://server')
  if (url === null) throw new HttpError('no request target')
  const body = await reader.body(head.headers, false)
  const from = `${connection.remoteAddress}:${String(connection.remotePort)}`
  return { method, target, url, headers: head.headers, body, from }
}

/** net/http's: Date, Content-Length, Content-Type. */
function goHeaders({ length }: { length: number }, now: number): Headers {
  return [
    ['Date', new Date(now).toUTCString()],
    ['Content-Length', String(length)],
    ...(length > 0 ? [['Content-Type', 'text/plain; charset=utf-8'] as const] : []),
  ]
}
