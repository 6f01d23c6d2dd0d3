import type { Terminal } from '../../contract/terminals.ts'
import type { Client } from '../client/client.ts'

/** The terminals of one lab session, and which is in front. */
export class Terminals {
  all = $state.raw<readonly Terminal[]>([])
  front = $state<string | null>(null)
  loaded = $state(false)
  readonly #client: Pick<Client, 'call'>
  readonly #session: string
  #opening = false

  constructor(client: Pick<Client, 'call'>, session: string) {
    this.#client = client
    this.#session = session
  }

  /** Whether a shell runs in one of them. */
  get running(): boolean {
    return this.all.some((terminal) => terminal.exitCode === null)
  }

  async load(): Promise<void> {
    const { terminals } = await this.#client.call('terminal.list', { session: this.#session })
    this.all = terminals
    this.loaded = true
    if (!terminals.some(({ id }) => id === this.front)) this.front = terminals.at(-1)?.id ?? null
  }

  /** Opens a shell; one at a time, so that a double click opens one. */
  async open(): Promise<void> {
    if (this.#opening) return
    this.#opening = true
    try {
      const terminal = await this.#client.call('terminal.open', {
        session: this.#session,
        cols: 100,
        rows: 30,
      })
      await this.load()
      this.front = terminal.id
    } finally {
      this.#opening = false
    }
  }

  async rename(terminal: string, title: string): Promise<void> {
    const trimmed = title.trim().slice(0, 60)
    if (trimmed === '') return
    await this.#client.call('terminal.rename', { terminal, title: trimmed })
    await this.load()
  }

  async close(terminal: string): Promise<void> {
    await this.#client.call('terminal.close', { terminal })
    await this.load()
  }

  /** Brings the one `step` places away to the front; round and round. */
  step(step: number): void {
    const at = this.all.findIndex(({ id }) => id === this.front)
    const next = this.all.at((at + step) % Math.max(1, this.all.length))
    if (next !== undefined) this.front = next.id
  }
}
