import { chmodSync, renameSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { prettifyError } from 'zod'
import type { AppEvent, Handlers } from '../../contract/contract.ts'
import { toErrorPayload } from '../../contract/errors.ts'
import type { TerminalOutput } from '../../contract/terminals.ts'
import type { TerminalAttachment } from '../app.ts'
import { openFrameChannel, type FrameChannel } from './frame-channel.ts'
import { hostCalls, isHostCall, type HostCallName } from './host-calls.ts'
import { HostRefused, InvalidCallInput, NotAHostCall } from './host-errors.ts'
import { isToken } from './host-token.ts'
import { doorFrameSchema, protocolVersion, type DoorFrame, type HostFrame } from './protocol.ts'

const maxStreams = 64
/** A peer that has not said hello by then is dropped, ms. */
const helloMs = 10_000

/** What the host offers to its doors. */
export interface HostService {
  readonly handlers: Handlers<HostCallName>
  attachTerminal(terminal: string, receive: (message: TerminalOutput) => void): TerminalAttachment
}

export interface HostServer {
  /** Tells every door. */
  emit(event: AppEvent): void
  doors(): number
  close(): Promise<void>
}

/**
 * Serves doors on a local socket; whatever stands at its path is replaced, and it stays there after `close`. `onDoors` is called
 * when a door came or went.
 */
export async function serveHost(options: {
  readonly socket: string
  readonly token: string
  readonly service: HostService
  readonly onDoors: () => void
  /** Called when a door asked something. */
  readonly onHeard: () => void
  readonly log: (line: string) => void
}): Promise<HostServer> {
  const doors = new Set<Door>()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    const door: Door = new Door(socket, options.token, options.service, {
      onOpen: () => {
        doors.add(door)
        options.onDoors()
      },
      onHeard: options.onHeard,
      onClose: (fault) => {
        if (fault !== null) options.log(`dropped a door: ${fault}`)
        if (doors.delete(door)) options.onDoors()
      },
    })
  })
  await listen(server, options.socket)
  return {
    emit: (event) => {
      for (const door of doors) door.send({ type: 'event', event })
    },
    doors: () => doors.size,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/**
 * Node removes the path that a server listened at when it closes, whoever's socket is there by then: it listens at a path of this
 * process's own, which is renamed.
 */
async function listen(server: Server, path: string): Promise<void> {
  const isPipe = process.platform === 'win32'
  const own = isPipe ? path : `${path}.${process.pid}`
  if (!isPipe) rmSync(own, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ path: own, readableAll: false, writableAll: false }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  if (isPipe) return
  chmodSync(own, 0o600)
  renameSync(own, path)
}

interface DoorListener {
  onOpen(): void
  onHeard(): void
  onClose(fault: string | null): void
}

/** One connection. Nothing but `hello` with the right token is heard first. */
class Door {
  readonly #channel: FrameChannel<HostFrame>
  readonly #service: HostService
  readonly #token: string
  readonly #listener: DoorListener
  readonly #streams = new Map<number, TerminalAttachment>()
  #open = false

  constructor(socket: Socket, token: string, service: HostService, listener: DoorListener) {
    this.#token = token
    this.#service = service
    this.#listener = listener
    const deadline = setTimeout(() => socket.destroy(), helloMs)
    this.#channel = openFrameChannel<DoorFrame, HostFrame>(socket, doorFrameSchema, {
      onFrame: (frame) => {
        if (this.#open) this.#take(frame)
        else if (this.#greet(frame)) clearTimeout(deadline)
      },
      onClose: (fault) => {
        clearTimeout(deadline)
        this.#open = false
        for (const attachment of this.#streams.values()) attachment.detach()
        this.#streams.clear()
        listener.onClose(fault)
      },
    })
  }

  send(frame: HostFrame): void {
    this.#channel.send(frame)
  }

  #greet(frame: DoorFrame): boolean {
    const wrong = whatIsWrong(frame, this.#token)
    if (wrong !== null) {
      this.send({ type: 'refused', error: toErrorPayload(new HostRefused(wrong)) })
      this.#channel.end()
      return false
    }
    this.#open = true
    this.send({ type: 'welcome', pid: process.pid })
    this.#listener.onOpen()
    return true
  }

  #take(frame: DoorFrame): void {
    this.#listener.onHeard()
    switch (frame.type) {
      case 'hello':
        this.#channel.destroy()
        return
      case 'ping':
        this.send({ type: 'pong', id: frame.id })
        return
      case 'call':
        this.#answer(frame.id, () => callHandler(this.#service.handlers, frame.call, frame.input))
        return
      case 'attach':
        this.#answer(frame.id, async () => this.#attach(frame.stream, frame.terminal))
        return
      case 'input':
        this.#streams.get(frame.stream)?.send(frame.message)
        return
      case 'detach':
        this.#streams.get(frame.stream)?.detach()
        this.#streams.delete(frame.stream)
    }
  }

  #attach(stream: number, terminal: string): null {
    if (this.#streams.has(stream) || this.#streams.size >= maxStreams) {
      throw new InvalidCallInput('attach', 'the stream is taken, or this door watches too many terminals')
    }
    const attachment = this.#service.attachTerminal(terminal, (message) => {
      this.send({ type: 'output', stream, message })
    })
    this.#streams.set(stream, attachment)
    return null
  }

  #answer(id: number, work: () => Promise<unknown>): void {
    work().then(
      (result) => {
        this.send({ type: 'result', id, result })
      },
      (error: unknown) => {
        this.send({ type: 'error', id, error: toErrorPayload(error) })
      },
    )
  }
}

function whatIsWrong(frame: DoorFrame, token: string): string | null {
  if (frame.type !== 'hello') return 'it did not say who it is.'
  if (frame.protocol !== protocolVersion) return 'it is of another version.'
  return isToken(frame.token, token) ? null : 'its token is not the one in the data folder.'
}

async function callHandler(handlers: Handlers<HostCallName>, call: string, input: unknown): Promise<unknown> {
  if (!isHostCall(call)) throw new NotAHostCall(call)
  const parsed = hostCalls[call].input.safeParse(input)
  if (!parsed.success) throw new InvalidCallInput(call, prettifyError(parsed.error))
  // The pair of one name's schema and handler; TypeScript can not correlate them through the union.
  const handler = handlers[call] as (input: unknown) => Promise<unknown>
  return handler(parsed.data)
}
