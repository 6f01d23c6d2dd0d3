import type { Clock } from '../clock.ts'
import type { Connection } from '../containers/program.ts'

/** The other end sent RST: reads and writes fail. */
export class ConnectionResetError extends Error {
  constructor() {
    super('Connection reset by peer')
    this.name = 'ConnectionResetError'
  }
}

interface End {
  readonly address: string
  readonly port: number
}

/**
 * The two ends of an established TCP connection; bytes and FIN arrive `latencyMs` of the clock later, in order. `near` opened it,
 * `nearSees` is what it connected to, which a translation may have turned into `far`.
 */
export function connectPair(
  clock: Clock,
  latencyMs: number,
  ends: { readonly near: End; readonly nearSees: End; readonly far: End },
): readonly [near: Connection, far: Connection] {
  const toFar = new Lane(clock, latencyMs)
  const toNear = new Lane(clock, latencyMs)
  return [endOf(ends.near, ends.nearSees, toFar, toNear), endOf(ends.far, ends.near, toNear, toFar)]
}

function endOf(local: End, remote: End, out: Lane, back: Lane): Connection {
  return {
    localAddress: local.address,
    localPort: local.port,
    remoteAddress: remote.address,
    remotePort: remote.port,
    read: () => back.read(),
    write: (bytes) => out.write(bytes),
    end: () => out.end(),
    destroy: () => {
      out.reset()
      back.abandon()
    },
    close: () => {
      out.end()
      back.abandon()
    },
  }
}

/** One direction of a connection. */
class Lane {
  readonly #clock: Clock
  readonly #latencyMs: number
  readonly #arrived: Uint8Array[] = []
  #waiting: { resolve: (bytes: Uint8Array | null) => void; reject: (error: Error) => void } | null = null
  #state: 'open' | 'ended' | 'reset' = 'open'
  #sent: 'open' | 'ended' | 'reset' = 'open'

  constructor(clock: Clock, latencyMs: number) {
    this.#clock = clock
    this.#latencyMs = latencyMs
  }

  /** Throws ConnectionResetError after a reset; after an end, bytes are an error of the program (EPIPE). */
  write(bytes: Uint8Array): void {
    if (this.#sent === 'reset') throw new ConnectionResetError()
    if (this.#sent === 'ended') throw new Error('write after end')
    if (bytes.length === 0) return
    const copy = bytes.slice()
    this.#later(() => {
      if (this.#state !== 'open') return
      this.#arrived.push(copy)
      this.#serve()
    })
  }

  end(): void {
    if (this.#sent !== 'open') return
    this.#sent = 'ended'
    this.#later(() => {
      if (this.#state === 'open') this.#state = 'ended'
      this.#serve()
    })
  }

  /** What was not read is lost, as it is for a socket that got RST. */
  reset(): void {
    if (this.#sent === 'reset') return
    this.#sent = 'reset'
    this.#later(() => {
      this.#arrived.length = 0
      this.#state = 'reset'
      this.#serve()
    })
  }

  /** The reader closed its socket: whoever sends from now on is told by RST. */
  abandon(): void {
    this.#sent = 'reset'
    this.#arrived.length = 0
    this.#state = 'ended'
    this.#serve()
  }

  read(): Promise<Uint8Array | null> {
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array | null>()
    if (this.#waiting !== null) reject(new Error('one read at a time'))
    else {
      this.#waiting = { resolve, reject }
      this.#serve()
    }
    return promise
  }

  #serve(): void {
    const waiting = this.#waiting
    if (waiting === null) return
    const bytes = this.#arrived.shift()
    if (bytes === undefined && this.#state === 'open') return
    this.#waiting = null
    if (bytes !== undefined) waiting.resolve(bytes)
    else if (this.#state === 'reset') waiting.reject(new ConnectionResetError())
    else waiting.resolve(null)
  }

  #later(run: () => void): void {
    this.#clock.after(this.#latencyMs, run)
  }
}
