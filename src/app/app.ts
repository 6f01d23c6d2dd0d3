import type { AppEvent, CallInput, CallName, CallOutput } from '../contract/contract.ts'
import type { TerminalInput, TerminalOutput } from '../contract/terminals.ts'

/** The program as a door sees it. Nothing behind it knows which door that is. */
export interface App {
  /** Validates `input` against the contract and answers; rejects with a `KubedrillError`. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  /** Tells `listener` each event until the returned function is called. */
  subscribe(listener: (event: AppEvent) => void): () => void
  /** Joins a terminal: `receive` gets a replay first. Rejects with `terminal.not-found`. */
  attachTerminal(terminal: string, receive: (message: TerminalOutput) => void): Promise<TerminalAttachment>
  /** Frees everything this process holds; labs and their cluster live on. */
  close(): Promise<void>
}

export interface TerminalAttachment {
  send(message: TerminalInput): void
  /** Leaves the terminal; its shell lives on. */
  detach(): void
}
