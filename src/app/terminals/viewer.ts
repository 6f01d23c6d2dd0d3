import { terminalFlow, type TerminalOutput } from '../../contract/terminals.ts'
import type { Replay } from './screen.ts'

/** Clears a viewer's screen and state before a replay that is not its first. */
const fullReset = '\u001bc'

/**
 * One who watches a terminal. It is `joining` until its replay is drawn (output waits), then `live`; one that stopped to
 * acknowledge is `behind`: it is sent nothing, holds nobody back, and gets a new replay when it acknowledges again.
 */
export class Viewer {
  readonly #receive: (message: TerminalOutput) => void
  #state: 'joining' | 'live' | 'behind' = 'joining'
  #joinedBefore = false
  #waiting: TerminalOutput[] = []
  #unacknowledged = 0
  /** When it last acknowledged, or was sent what it has not acknowledged since; epoch ms. */
  #owesSince = 0

  constructor(receive: (message: TerminalOutput) => void) {
    this.#receive = receive
  }

  get isBehind(): boolean {
    return this.#state === 'behind'
  }

  get isAboveHigh(): boolean {
    return this.#state !== 'behind' && this.#unacknowledged > terminalFlow.high
  }

  get isBelowLow(): boolean {
    return this.#state === 'behind' || this.#unacknowledged < terminalFlow.low
  }

  joined({ data, cols, rows }: Replay): void {
    if (this.#state !== 'joining') return
    this.#receive({ type: 'replay', data: this.#joinedBefore ? fullReset + data : data, cols, rows })
    this.#joinedBefore = true
    this.#state = 'live'
    const waiting = this.#waiting
    this.#waiting = []
    for (const message of waiting) this.#receive(message)
  }

  /** Whether it still owes an acknowledgement for what was sent before `time`. */
  owesSince(time: number): boolean {
    return !this.isBelowLow && this.#owesSince <= time
  }

  send(message: TerminalOutput, now: number): void {
    if (this.#state === 'behind') return
    if (message.type === 'output') {
      if (this.isBelowLow) this.#owesSince = now
      this.#unacknowledged += message.data.length
    }
    if (this.#state === 'live') this.#receive(message)
    else this.#waiting.push(message)
  }

  /** `chars` may include those of a replay, which are not counted: the sum never goes below nothing. */
  acknowledge(chars: number, now: number): void {
    this.#owesSince = now
    this.#unacknowledged = Math.max(0, this.#unacknowledged - chars)
  }

  fallBehind(): void {
    this.#state = 'behind'
    this.#waiting = []
    this.#unacknowledged = 0
  }

  rejoin(): void {
    this.#state = 'joining'
  }
}
