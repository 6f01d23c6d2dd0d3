import { createServer, type Server } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { StatusError } from '../status-error.ts'
import { failure, type ApiAnswer } from '../requests/answer.ts'

/** apiserver's own limit of a body (`MaxRequestBodyBytes`). */
const bodyLimit = 3 * 1024 * 1024
/** A peer that is slower than this with its headers is let go, ms. */
const headersMs = 30_000

export interface HttpsOptions {
  /** PEM. */
  readonly certificate: string
  readonly key: string
  /** PEM of the CA whose client certificates name users. */
  readonly clientAuthority: string
  readonly answer: (request: IncomingMessage, body: Uint8Array) => Promise<ApiAnswer>
  /** A request to switch protocols: exec, attach, port-forward. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

export interface HttpsServer {
  /** `https://127.0.0.1:PORT` */
  readonly url: string
  close(): Promise<void>
}

/** Serves the API on a free port of 127.0.0.1, HTTP/1.1 over TLS. */
export async function serveHttps(options: HttpsOptions): Promise<HttpsServer> {
  const sockets = new Set<Socket>()
  const server = createServer(
    {
      cert: options.certificate,
      key: options.key,
      ca: options.clientAuthority,
      requestCert: true,
      // Who has no certificate may have a token, or is anonymous.
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['http/1.1'],
      headersTimeout: headersMs,
      requestTimeout: 0,
      maxHeaderSize: 64 * 1024,
    },
    (request, response) => {
      void respond(options, request, response)
    },
  )
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('upgrade', options.upgrade)
  // A peer that speaks no TLS or no HTTP loses its connection, nobody else's.
  server.on('tlsClientError', (_, socket) => socket.destroy())
  server.on('clientError', (_, socket) => socket.destroy())
  await listening(server)
  const { port } = server.address() as AddressInfo
  return {
    url: `https://127.0.0.1:${port}`,
    close: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function respond(
  options: HttpsOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const answer = await options.answer(request, await readBody(request))
    send(answer, request, response)
  } catch (error) {
    // A stream that failed once it had begun can only be broken off.
    if (response.headersSent) response.destroy()
    else send(failure(error), request, response)
  }
}

/** Rejects with RequestEntityTooLarge, having read no more than the limit. */
function readBody(request: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= bodyLimit) {
        chunks.push(chunk)
        return
      }
      request.pause()
      const text = `Request entity too large: limit is ${bodyLimit}`
      reject(new StatusError('RequestEntityTooLarge', text))
    })
    request.on('end', () => {
      resolve(Buffer.concat(chunks))
    })
    request.on('error', reject)
  })
}

function send(answer: ApiAnswer, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Cache-Control', 'no-cache, private')
  // What was not read of a body can not be followed by another request.
  if (!request.complete) response.setHeader('Connection', 'close')
  if ('warnings' in answer) {
    for (const text of answer.warnings) response.appendHeader('Warning', `299 - ${quoted(text)}`)
  }
  switch (answer.kind) {
    case 'text':
      response.writeHead(answer.code, { 'Content-Type': answer.type })
      response.end(answer.body)
      return
    case 'json':
      response.writeHead(answer.code, { 'Content-Type': answer.contentType ?? 'application/json' })
      response.end(`${JSON.stringify(answer.body)}\n`)
      return
    case 'events':
      response.writeHead(200, { 'Content-Type': 'application/json' })
      sendStream(response, (write, end) =>
        answer.start((event) => {
          write(`${JSON.stringify(event)}\n`)
        }, end),
      )
      return
    case 'bytes':
      response.writeHead(200, { 'Content-Type': 'text/plain' })
      sendStream(response, answer.start)
  }
}

/** More than this waiting for a peer that does not read ends its stream: a watch is made again. */
const backlogLimit = 8 * 1024 * 1024

function sendStream(
  response: ServerResponse,
  start: (write: (data: string | Uint8Array) => void, end: () => void) => () => void,
): void {
  response.flushHeaders()
  const source = { stop: (): void => undefined, isOver: false }
  const over = (): void => {
    source.isOver = true
    source.stop()
  }
  response.on('close', over)
  source.stop = start(
    (data) => {
      if (source.isOver) return
      response.write(data)
      if (response.writableLength > backlogLimit) response.destroy()
    },
    () => {
      over()
      response.end()
    },
  )
  // It may have ended while it began.
  if (source.isOver) source.stop()
}

/** A quoted-string of RFC 9110. */
function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll(/[\r\n]/g, ' ')}"`
}
