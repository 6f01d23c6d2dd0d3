import { connect, type Socket } from 'node:net'
import type { AppEvent } from '../../contract/contract.ts'
import { fromErrorPayload } from '../../contract/errors.ts'
import type { TerminalInput, TerminalOutput } from '../../contract/terminals.ts'
import type { Clock } from '../../core/clock.ts'
import type { TerminalAttachment } from '../app.ts'
import { openFrameChannel, type FrameChannel } from './frame-channel.ts'
import { HostRestarted } from './host-errors.ts'
import type { HostPaths } from './host-paths.ts'
import { readToken } from './host-token.ts'
import { hostFrameSchema, protocolVersion, type DoorFrame, type HostFrame } from './protocol.ts'

const helloMs = 10_000
const beatMs = 5_000
/** A host that answers no ping for this long hangs, ms. */
const hangMs = 30_000
/** What a shell's exit looks like when its terminal went away: 128 + SIGHUP. */
const hangupExit = 129

export interface LinkListener {
  onEvent(event: AppEvent): void
  /** The host ended, hung or misbehaved. Every call under way was rejected with `host.restarted`. */
  onLost(): void
}

/**
 * Connects to the host that listens now; null when none does. Rejects with `host.refused` when it does not take this
 * door.
 */
export async function dialHost(
  paths: HostPaths,
  clock: Clock,
  listener: LinkListener,
): Promise<HostLink | null> {
  const token = readToken(paths.token)
  const socket = token === null ? null : await openSocket(paths.socket)
  if (token === null || socket === null) return null
  const link = new HostLink(socket, clock, listener)
  return (await link.greet(token)) ? link : null
}

interface PendingCall {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

/** A door's side of one connection. */
export class HostLink {
  readonly #channel: FrameChannel<DoorFrame>
  readonly #clock: Clock
  readonly #listener: LinkListener
  readonly #calls = new Map<number, PendingCall>()
  readonly #streams = new Map<number, (message: TerminalOutput) => void>()
  readonly #closed = new AbortController()
  #next = 0
  #hostPid: number | null = null
  #onGreeting: (answer: { welcome: boolean } | { refused: Error }) => void = () => undefined
  #released = false

  constructor(socket: Socket, clock: Clock, listener: LinkListener) {
    this.#clock = clock
    this.#listener = listener
    this.#channel = openFrameChannel<HostFrame, DoorFrame>(socket, hostFrameSchema, {
      onFrame: (frame) => {
        this.#take(frame)
      },
      onClose: () => {
        this.#lose()
      },
    })
  }

  /** Says hello. False when the host went away before it answered. */
  async greet(token: string): Promise<boolean> {
    const answer = await new Promise<{ welcome: boolean } | { refused: Error }>((resolve) => {
      this.#onGreeting = resolve
      this.#channel.send({ type: 'hello', protocol: protocolVersion, token })
      this.#clock.sleep(helloMs, this.#closed.signal).then(
        () => {
          resolve({ welcome: this.#hostPid !== null })
        },
        () => undefined, // it closed, which was told
      )
    })
    if ('refused' in answer) throw answer.refused
    if (answer.welcome) void this.#beat()
    else this.#channel.destroy()
    return answer.welcome
  }

  /** Rejects with the host's error, or `host.restarted`. */
  call(call: string, input: unknown): Promise<unknown> {
    return this.#request((id) => ({ type: 'call', id, call, input }))
  }

  async attachTerminal(
    terminal: string,
    receive: (message: TerminalOutput) => void,
  ): Promise<TerminalAttachment> {
    const stream = this.#next++
    this.#streams.set(stream, receive)
    try {
      await this.#request((id) => ({ type: 'attach', id, stream, terminal }))
    } catch (error) {
      this.#streams.delete(stream)
      throw error
    }
    return {
      send: (message: TerminalInput) => {
        if (this.#streams.has(stream)) this.#channel.send({ type: 'input', stream, message })
      },
      detach: () => {
        if (this.#streams.delete(stream)) this.#channel.send({ type: 'detach', stream })
      },
    }
  }

  /** Hangs up; nothing is told any more. */
  release(): void {
    this.#released = true
    this.#channel.end()
  }

  #request(frame: (id: number) => DoorFrame): Promise<unknown> {
    if (this.#closed.signal.aborted) return Promise.reject(new HostRestarted())
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject })
      this.#channel.send(frame(id))
    })
  }

  #take(frame: HostFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.#hostPid = frame.pid
        this.#onGreeting({ welcome: true })
        return
      case 'refused':
        this.#onGreeting({ refused: fromErrorPayload(frame.error) })
        return
      case 'event':
        if (!this.#released) this.#listener.onEvent(frame.event)
        return
      case 'output':
        this.#streams.get(frame.stream)?.(frame.message)
        return
      case 'pong':
        this.#settle(frame.id)?.resolve(null)
        return
      case 'result':
        this.#settle(frame.id)?.resolve(frame.result)
        return
      case 'error':
        this.#settle(frame.id)?.reject(fromErrorPayload(frame.error))
    }
  }

  #settle(id: number): PendingCall | undefined {
    const call = this.#calls.get(id)
    this.#calls.delete(id)
    return call
  }

  #lose(): void {
    this.#closed.abort()
    this.#onGreeting({ welcome: false })
    for (const { reject } of this.#calls.values()) reject(new HostRestarted())
    this.#calls.clear()
    for (const receive of this.#streams.values()) receive({ type: 'exit', exitCode: hangupExit })
    this.#streams.clear()
    if (this.#hostPid !== null && !this.#released) this.#listener.onLost()
  }

  /** Pings while the link is open; a host that hangs is ended, so that another can take its place. */
  async #beat(): Promise<void> {
    const closed = this.#closed.signal
    try {
      for (;;) {
        await this.#clock.sleep(beatMs, closed)
        const answered = this.#request((id) => ({ type: 'ping', id })).then(() => true)
        const over = new AbortController()
        const late = this.#clock.sleep(hangMs, AbortSignal.any([closed, over.signal])).then(
          () => false,
          () => true, // answered in time, or closed, which ends the next sleep
        )
        const isWell = await Promise.race([answered, late])
        over.abort()
        if (!isWell) {
          this.#endHungHost()
          return
        }
      }
    } catch {
      // The link closed, which #lose tells.
    }
  }

  #endHungHost(): void {
    try {
      if (this.#hostPid !== null) process.kill(this.#hostPid, 'SIGKILL')
    } catch {
      // It is gone already.
    }
    this.#channel.destroy()
  }
}

/** Null when nobody listens. */
function openSocket(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(path)
    const fail = (): void => {
      socket.destroy()
      resolve(null)
    }
    socket.once('error', fail)
    socket.once('connect', () => {
      socket.off('error', fail)
      resolve(socket)
    })
  })
}
