import { z } from 'zod'
import {
  eventSchema,
  type AppEvent,
  type CallInput,
  type CallName,
  type CallOutput,
} from '../../contract/contract.ts'
import { errorSchema } from '../../contract/errors.ts'
import { terminalOutputSchema, type TerminalInput } from '../../contract/terminals.ts'
import type { Client, ConnectionState, TerminalLink, TerminalViewer } from './client.ts'
import { unwrap } from './wire.ts'

/** What the preload script puts on the window. */
export interface DesktopBridge {
  call(name: string, input: unknown): Promise<unknown>
  onEvent(listener: (event: unknown) => void): () => void
  openTerminal(
    terminal: string,
    onMessage: (message: unknown) => void,
  ): Promise<BridgeTerminal | { error: unknown }>
}

interface BridgeTerminal {
  send(message: unknown): void
  close(): void
}

/** Talks to Electron's main process; that connection lasts as long as the window. */
export class DesktopClient implements Client {
  readonly inBrowser = false
  readonly #bridge: DesktopBridge

  constructor(bridge: DesktopBridge) {
    this.#bridge = bridge
  }

  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    return unwrap(name, await this.#bridge.call(name, plain(input)))
  }

  subscribe(listener: (event: AppEvent) => void): () => void {
    return this.#bridge.onEvent((event) => listener(eventSchema.parse(event)))
  }

  onConnection(listener: (state: ConnectionState) => void): () => void {
    listener('open')
    return () => {}
  }

  openTerminal(terminal: string, viewer: TerminalViewer): TerminalLink {
    let closed = false
    const waiting: TerminalInput[] = []
    let link: BridgeTerminal | null = null
    void this.#bridge
      .openTerminal(terminal, (message) => viewer.receive(terminalOutputSchema.parse(message)))
      .then((answer) => {
        if ('error' in answer) {
          viewer.connected(messageOf(answer.error))
          return
        }
        if (closed) {
          answer.close()
          return
        }
        link = answer
        viewer.connected(null)
        for (const message of waiting) link.send(message)
      })
      .catch((error: unknown) => viewer.connected(messageOf(error)))
    return {
      send: (message) => {
        if (link === null) waiting.push(message)
        else link.send(message)
      },
      close: () => {
        closed = true
        link?.close()
      },
    }
  }
}

/** A reactive proxy can not cross the context bridge; JSON is all that the contract carries. */
function plain(input: unknown): unknown {
  return JSON.parse(JSON.stringify(input)) as unknown
}

const described = z.union([errorSchema, z.instanceof(Error)])

function messageOf(error: unknown): string {
  const parsed = described.safeParse(error)
  return parsed.success ? parsed.data.message : 'The terminal could not be joined.'
}
