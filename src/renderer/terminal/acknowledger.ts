import { terminalFlow } from '../../contract/terminals.ts'

/** Adds up what was drawn and acknowledges it in portions, so that the host reads the shell no faster than this viewer. */
export class Acknowledger {
  readonly #send: (chars: number) => void
  #drawn = 0

  constructor(send: (chars: number) => void) {
    this.#send = send
  }

  /** `chars` UTF-16 code units of output are on the screen. */
  drew(chars: number): void {
    this.#drawn += chars
    if (this.#drawn < terminalFlow.ack) return
    this.#send(this.#drawn)
    this.#drawn = 0
  }

  /** A new link counts from nothing. */
  restart(): void {
    this.#drawn = 0
  }
}
