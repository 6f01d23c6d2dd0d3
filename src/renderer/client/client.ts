import type { AppEvent, CallInput, CallName, CallOutput } from '../../contract/contract.ts'
import type { TerminalInput, TerminalOutput } from '../../contract/terminals.ts'

/** Whether events arrive: `lost` after a connection that was there, or never came, has to be made again. */
export type ConnectionState = 'connecting' | 'open' | 'lost'

/** The program as the interface sees it, whichever door it came through. */
export interface Client {
  /** A browser's tab may be closed by a slip of the hand; the desktop's window closes on purpose. */
  readonly inBrowser: boolean
  /** Validates the answer against the contract; rejects with a `KubedrillError`. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  /** Tells `listener` each event until the returned function is called. */
  subscribe(listener: (event: AppEvent) => void): () => void
  /** Tells `listener` the state now and each change of it. */
  onConnection(listener: (state: ConnectionState) => void): () => void
  /** Joins a terminal; comes back by itself after a lost connection, with a new replay. */
  openTerminal(terminal: string, viewer: TerminalViewer): TerminalLink
}

export interface TerminalViewer {
  receive(message: TerminalOutput): void
  /** The link is up or down; `null` is up. */
  connected(problem: string | null): void
}

export interface TerminalLink {
  send(message: TerminalInput): void
  /** Leaves the terminal; its shell lives on. */
  close(): void
}
