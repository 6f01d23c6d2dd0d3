import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { App } from '../app/app.ts'
import { toErrorPayload } from '../contract/errors.ts'
import { terminalInputSchema } from '../contract/terminals.ts'
import type { Gate } from './gate.ts'
import type { TicketOffice, TicketPurpose } from './tickets.ts'

const maxMessage = 4 * 1024 * 1024
/** A viewer that has this much unsent is not reading; it is let go, and joins again with a replay. */
const maxUnsent = 8 * 1024 * 1024
const policyViolation = 1008
const internalError = 1011
const tryAgainLater = 1013

/** WebSockets of the door: `/api/events` and `/api/terminals/ID`, each opened by a single-use ticket. */
export function serveSockets(server: Server, app: App, gate: Gate, tickets: TicketOffice): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessage })
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const purpose = admitted(request, gate, tickets)
    if (purpose === null) {
      stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      if (purpose.purpose === 'events') serveEvents(socket, app)
      else void serveTerminal(socket, app, purpose.terminal)
    })
  })
  return sockets
}

function admitted(request: IncomingMessage, gate: Gate, tickets: TicketOffice): TicketPurpose | null {
  try {
    gate.checkHost(request)
    gate.checkOrigin(request, true)
    gate.checkToken(request)
    const url = new URL(request.url ?? '/', 'http://door')
    const purpose = purposeOf(url.pathname)
    const ticket = url.searchParams.get('ticket')
    if (purpose === null || ticket === null || !tickets.redeem(ticket, purpose)) return null
    return purpose
  } catch {
    // Whatever is wrong with it, it is refused; the caller learns no more.
    return null
  }
}

function purposeOf(path: string): TicketPurpose | null {
  if (path === '/api/events') return { purpose: 'events' }
  const terminal = /^\/api\/terminals\/([^/]+)$/.exec(path)?.[1]
  return terminal === undefined ? null : { purpose: 'terminal', terminal: decodeURIComponent(terminal) }
}

function serveEvents(socket: WebSocket, app: App): void {
  const leave = app.subscribe((event) => {
    send(socket, event)
  })
  socket.on('close', leave)
  socket.on('error', leave)
}

async function serveTerminal(socket: WebSocket, app: App, terminal: string): Promise<void> {
  // What the viewer sends before the terminal is joined waits for it.
  const waiting: string[] = []
  let take = (data: string): void => {
    waiting.push(data)
  }
  const left = new AbortController()
  let leave = (): void => {
    left.abort()
  }
  socket.on('message', (data: Buffer) => {
    take(data.toString('utf8'))
  })
  socket.on('close', () => {
    leave()
  })
  socket.on('error', () => {
    leave()
  })
  try {
    const attachment = await app.attachTerminal(terminal, (message) => {
      send(socket, message)
    })
    if (left.signal.aborted) {
      attachment.detach()
      return
    }
    leave = () => {
      attachment.detach()
    }
    take = (data) => {
      const message = terminalInputSchema.safeParse(parse(data))
      if (message.success) attachment.send(message.data)
      else socket.close(policyViolation, 'not a terminal message')
    }
    for (const data of waiting) take(data)
  } catch (error) {
    socket.close(internalError, toErrorPayload(error).message.slice(0, 120))
  }
}

function send(socket: WebSocket, message: unknown): void {
  if (socket.readyState !== socket.OPEN) return
  if (socket.bufferedAmount > maxUnsent) {
    socket.close(tryAgainLater, 'too slow')
    return
  }
  socket.send(JSON.stringify(message))
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data) as unknown
  } catch {
    return undefined
  }
}
