import type { TerminalInput, TerminalOutput } from '../../src/contract/terminals.ts'
import type { TerminalAttachment } from '../../src/app/app.ts'

/** A viewer that keeps what it was sent and waits for text in it. */
export class WatchedTerminal {
  readonly messages: TerminalOutput[] = []
  #text = ''
  #attachment: TerminalAttachment | undefined
  readonly #waiting = new Set<() => void>()
  readonly #acknowledges: boolean

  constructor(options: { acknowledges: boolean } = { acknowledges: true }) {
    this.#acknowledges = options.acknowledges
  }

  /** Everything drawn so far, replay first. */
  get text(): string {
    return this.#text
  }

  readonly receive = (message: TerminalOutput): void => {
    this.messages.push(message)
    if (message.type !== 'exit') this.#text += message.data
    if (message.type === 'output' && this.#acknowledges) {
      // As a page does: never from inside the call that delivers.
      setImmediate(() => {
        this.#attachment?.send({ type: 'ack', chars: message.data.length })
      })
    }
    for (const check of this.#waiting) check()
  }

  attached(attachment: TerminalAttachment): void {
    this.#attachment = attachment
  }

  send(message: TerminalInput): void {
    this.#attachment?.send(message)
  }

  type(data: string): void {
    this.send({ type: 'input', data })
  }

  detach(): void {
    this.#attachment?.detach()
  }

  /** Resolves with the first match, now or later. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray> {
    return this.waitUntil(() => pattern.exec(this.#text))
  }

  waitUntil<T>(condition: () => T | null | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const check = (): void => {
        const value = condition()
        if (value === null || value === undefined || value === false) return
        this.#waiting.delete(check)
        resolve(value)
      }
      this.#waiting.add(check)
      check()
    })
  }
}
