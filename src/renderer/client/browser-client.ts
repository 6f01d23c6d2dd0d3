import { z } from 'zod'
import {
  eventSchema,
  type AppEvent,
  type CallInput,
  type CallName,
  type CallOutput,
} from '../../contract/contract.ts'
import { errorSchema } from '../../contract/errors.ts'
import { terminalOutputSchema } from '../../contract/terminals.ts'
import type { Client, ConnectionState, TerminalLink, TerminalViewer } from './client.ts'
import { Listeners } from './listeners.ts'
import { Refused, TicketedSocket, type TicketPurpose } from './ticketed-socket.ts'
import { ConnectionLostError, unwrap } from './wire.ts'

/** Talks to `kubedrill serve` on this page's own origin; the session cookie is the door's and unseen here. */
export class BrowserClient implements Client {
  readonly inBrowser = true
  readonly #events = new Listeners<AppEvent>()
  readonly #connection = new Listeners<ConnectionState>()
  #state: ConnectionState = 'connecting'

  constructor() {
    new TicketedSocket('/api/events', { purpose: 'events' }, getTicket, {
      open: () => this.#become('open'),
      lost: () => this.#become('lost'),
      refused: () => this.#become('lost'),
      message: (data) => this.#events.tell(eventSchema.parse(parseFrame(data))),
    })
  }

  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    return unwrap(name, await post(`/api/call/${name}`, input))
  }

  subscribe(listener: (event: AppEvent) => void): () => void {
    return this.#events.add(listener)
  }

  onConnection(listener: (state: ConnectionState) => void): () => void {
    listener(this.#state)
    return this.#connection.add(listener)
  }

  openTerminal(terminal: string, viewer: TerminalViewer): TerminalLink {
    const path = `/api/terminals/${encodeURIComponent(terminal)}`
    const socket = new TicketedSocket(path, { purpose: 'terminal', terminal }, getTicket, {
      open: () => viewer.connected(null),
      lost: () => viewer.connected('Connection lost; joining again…'),
      refused: (reason) => viewer.connected(reason),
      message: (data) => viewer.receive(terminalOutputSchema.parse(parseFrame(data))),
    })
    return { send: (message) => void socket.send(message), close: () => socket.close() }
  }

  #become(state: ConnectionState): void {
    if (state === this.#state) return
    this.#state = state
    this.#connection.tell(state)
  }
}

const ticketSchema = z.object({ ticket: z.string() })
const failureSchema = z.object({ error: errorSchema })

async function getTicket(purpose: TicketPurpose): Promise<string> {
  const answer = await post('/api/ticket', purpose)
  const ticket = ticketSchema.safeParse(answer)
  if (ticket.success) return ticket.data.ticket
  const failure = failureSchema.safeParse(answer)
  throw new Refused(failure.success ? failure.data.error.message : 'The door gave no ticket.')
}

/** The JSON that the door answers, whatever its status; rejects with `client.connection-lost` when there is none. */
async function post(path: string, body: unknown): Promise<unknown> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kubedrill': '1' },
      body: JSON.stringify(body),
    })
    return (await response.json()) as unknown
  } catch {
    throw new ConnectionLostError()
  }
}

function parseFrame(data: unknown): unknown {
  if (typeof data !== 'string') throw new Error('the door sent a frame that is not text')
  return JSON.parse(data) as unknown
}
