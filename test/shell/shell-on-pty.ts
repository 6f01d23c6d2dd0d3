import { randomUUID } from 'node:crypto'
import type { ShellLaunch } from '../../src/app/shell/lab-shell.ts'
import { systemClock } from '../../src/app/system-clock.ts'
import { spawnPty } from '../../src/app/terminals/pty.ts'
import { createTerminals, type Terminals } from '../../src/app/terminals/terminals.ts'
import { WatchedTerminal } from '../terminals/watched-terminal.ts'

/** What every start-up file of a test makes the prompt. */
export const prompt = 'READY> '

/** A learner at a shell. */
export class ShellOnPty {
  readonly #terminals: Terminals
  readonly #watched: WatchedTerminal
  readonly #status: string
  #commands = 0

  private constructor(terminals: Terminals, watched: WatchedTerminal, status: string) {
    this.#terminals = terminals
    this.#watched = watched
    this.#status = status
  }

  /** Resolves at the first prompt. */
  static async open(launch: ShellLaunch): Promise<ShellOnPty> {
    const terminals = createTerminals({
      spawn: spawnPty,
      clock: systemClock,
      launch: async () => launch,
      newId: randomUUID,
      emit: () => undefined,
      onActivity: () => undefined,
    })
    const { id } = await terminals.handlers['terminal.open']({ session: 's1', cols: 500, rows: 50 })
    const watched = new WatchedTerminal()
    watched.attached(terminals.attach(id, watched.receive))
    const status = launch.file.endsWith('fish') ? '$status' : '$?'
    await watched.waitFor(new RegExp(prompt))
    return new ShellOnPty(terminals, watched, status)
  }

  get text(): string {
    return this.#watched.text
  }

  type(keys: string): void {
    this.#watched.type(keys)
  }

  waitFor(pattern: RegExp): Promise<RegExpExecArray> {
    return this.#watched.waitFor(pattern)
  }

  /** Types one line; its output (with the line's echo before it) and exit status. */
  async run(line: string): Promise<{ output: string; status: number }> {
    const end = `end${++this.#commands}:`
    const start = this.text.length
    // Quotes keep what is waited for out of the echo of what is typed.
    this.type(`${line}; echo en''${end.slice(2)}${this.#status}:\r`)
    const [, status] = await this.#watched
      .waitUntil(() => new RegExp(`${end}(\\d+):`).exec(this.text.slice(start)))
      .then((match) => [match[0], Number(match[1])] as const)
    await this.#watched.waitUntil(() => {
      const after = this.text.slice(start)
      return after.indexOf(prompt, after.search(new RegExp(`${end}\\d+:`))) > 0
    })
    return { output: this.text.slice(start), status }
  }

  async close(): Promise<void> {
    await this.#terminals.closeAll()
  }
}
