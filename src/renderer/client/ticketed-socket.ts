import { backoff } from './backoff.ts'

/** What a single-use ticket is for; the door's own request body. */
export type TicketPurpose = { purpose: 'events' } | { purpose: 'terminal'; terminal: string }

export interface SocketViewer {
  open(): void
  message(data: unknown): void
  /** The connection broke; another is tried after a pause. */
  lost(): void
  /** The door refused for good (the terminal is gone, the session is not ours); nothing is tried again. */
  refused(reason: string): void
}

/** Gets a ticket; rejects with `Refused` when trying again can not help. */
export type TicketOffice = (purpose: TicketPurpose) => Promise<string>

export class Refused extends Error {}

/** A WebSocket that fetches a fresh ticket each time it connects, and connects again until it is closed. */
export class TicketedSocket {
  #socket: WebSocket | null = null
  #attempt = 0
  #closed = false
  #timer: ReturnType<typeof setTimeout> | undefined

  readonly #path: string
  readonly #purpose: TicketPurpose
  readonly #office: TicketOffice
  readonly #viewer: SocketViewer

  constructor(path: string, purpose: TicketPurpose, office: TicketOffice, viewer: SocketViewer) {
    this.#path = path
    this.#purpose = purpose
    this.#office = office
    this.#viewer = viewer
    void this.#connect()
  }

  /** False when there is no connection to send on. */
  send(message: unknown): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(JSON.stringify(message))
    return true
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#socket?.close()
  }

  async #connect(): Promise<void> {
    let ticket: string
    try {
      ticket = await this.#office(this.#purpose)
    } catch (error) {
      if (error instanceof Refused) this.#viewer.refused(error.message)
      else this.#again()
      return
    }
    if (this.#closed) return
    const url = new URL(this.#path, location.href)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    url.hash = ''
    url.searchParams.set('ticket', ticket)
    const socket = new WebSocket(url)
    this.#socket = socket
    socket.addEventListener('open', () => {
      this.#attempt = 0
      this.#viewer.open()
    })
    socket.addEventListener('message', (event) => this.#viewer.message(event.data))
    socket.addEventListener('close', () => this.#again())
  }

  #again(): void {
    if (this.#closed) return
    this.#socket = null
    this.#viewer.lost()
    this.#timer = setTimeout(() => void this.#connect(), backoff(this.#attempt))
    this.#attempt += 1
  }
}
