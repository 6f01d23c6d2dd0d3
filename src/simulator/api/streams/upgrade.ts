import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { StatusError } from '../status-error.ts'

/** What comes with a request to switch protocols. */
export interface UpgradeRequest {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

/** Longer messages end the connection: kubectl sends pieces of 32 KiB. */
const longestMessage = 4 * 1024 * 1024
/** A client that reads nothing while this much waits for it is let go. */
const longestBacklog = 16 * 1024 * 1024

/** Accepts a WebSocket with the first of `protocols` that the client offers; null when it offers none: then it was refused. */
export function acceptWebSocket(
  { request, socket, head }: UpgradeRequest,
  protocols: readonly string[],
  begin: (webSocket: WebSocket, protocol: string) => void,
): void {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  const protocol = protocols.find((name) => offered.includes(name))
  if (request.headers.upgrade?.toLowerCase() !== 'websocket' || protocol === undefined) {
    const wanted = protocols.join(', ')
    refuseUpgrade(
      socket,
      new StatusError(
        'BadRequest',
        `unable to upgrade: the embedded cluster speaks WebSocket with ${wanted} here`,
      ),
    )
    return
  }
  // `ws` takes no `/` in a subprotocol: it is given a stand-in, and the answer's header the real name.
  const standIn = protocol.replaceAll('/', '-')
  request.headers['sec-websocket-protocol'] = standIn
  const server = new WebSocketServer({ noServer: true, maxPayload: longestMessage, perMessageDeflate: false })
  server.on('headers', (headers) => {
    const at = headers.findIndex((line) => line.toLowerCase().startsWith('sec-websocket-protocol:'))
    if (at >= 0) headers[at] = `Sec-WebSocket-Protocol: ${protocol}`
  })
  server.on('wsClientError', (_error, broken) => broken.destroy())
  server.handleUpgrade(request, socket, head, (webSocket) => {
    // A frame that breaks the protocol: `ws` closes the connection itself.
    webSocket.on('error', () => webSocket.terminate())
    begin(webSocket, protocol)
  })
}

/** Sends a message, or ends a connection whose client does not read. */
export function sendTo(webSocket: WebSocket, bytes: Uint8Array): void {
  if (webSocket.readyState !== webSocket.OPEN) return
  if (webSocket.bufferedAmount > longestBacklog) webSocket.terminate()
  else webSocket.send(bytes)
}

/** Answers a request that asked for a stream with a Status, as HTTP, and closes. */
export function refuseUpgrade(socket: Duplex, { status }: StatusError): void {
  const body = Buffer.from(JSON.stringify(status))
  const head = [
    `HTTP/1.1 ${String(status.code ?? 500)} ${status.reason ?? 'Error'}`,
    'Content-Type: application/json',
    `Content-Length: ${String(body.length)}`,
    'Connection: close',
    '',
    '',
  ].join('\r\n')
  socket.end(Buffer.concat([Buffer.from(head), body]))
}
