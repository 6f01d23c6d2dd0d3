import { randomUUID } from 'node:crypto'
import type { App } from '../../src/app/app.ts'
import { systemClock } from '../../src/app/system-clock.ts'
import { spawnPty } from '../../src/app/terminals/pty.ts'
import { createTerminals, type Terminals } from '../../src/app/terminals/terminals.ts'
import type { AppEvent, CallName } from '../../src/contract/contract.ts'
import { contract } from '../../src/contract/contract.ts'
import { ExitCode, KubedrillError } from '../../src/contract/errors.ts'

const dataDir = '/data'

/** An app whose terminals are real shells and whose other calls tell what they were asked: what a test of the wire needs. */
export class PlainApp implements App {
  readonly calls: { name: string; input: unknown }[] = []
  readonly listeners = new Set<(event: AppEvent) => void>()
  readonly terminals: Terminals

  constructor() {
    this.terminals = createTerminals({
      spawn: spawnPty,
      clock: systemClock,
      launch: async (session) => ({
        file: 'bash',
        args: session === 'flood' ? ['-c', 'read -r _; yes 0123456789'] : ['--norc', '--noprofile', '-i'],
        env: { PATH: process.env['PATH'] ?? '', PS1: '$ ', HOME: '/' },
        cwd: '/',
      }),
      newId: randomUUID,
      emit: (event) => {
        this.tell(event)
      },
      onActivity: () => undefined,
    })
  }

  readonly call: App['call'] = async (name, input) => {
    this.calls.push({ name, input })
    const answer = await this.#answer(name, input)
    return contract[name].output.parse(answer) as never
  }

  async #answer(name: CallName, input: unknown): Promise<unknown> {
    switch (name) {
      case 'system.info':
        return { version: '1.2.3', dataDir, platform: 'linux-x64', node: 'v24.0.0', door: 'browser' }
      case 'card.search':
        return {
          cards: [{ id: 'a', topic: 'dns', type: 'basic', prompt: (input as { query: string }).query }],
        }
      case 'topic.get':
        throw new KubedrillError({
          code: 'curriculum.topic-not-found',
          message: 'There is no topic x.',
          remedy: 'See the list.',
          exit: ExitCode.usage,
        })
      case 'cluster.up':
        throw new KubedrillError({
          code: 'kind.docker-not-running',
          message: 'Docker does not answer.',
          remedy: 'Start Docker.',
          exit: ExitCode.environment,
        })
      default:
        throw new Error(`/root/secret/path: no ${name}`)
    }
  }

  tell(event: AppEvent): void {
    for (const listener of this.listeners) listener(event)
  }

  subscribe(listener: (event: AppEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly attachTerminal: App['attachTerminal'] = async (terminal, receive) =>
    this.terminals.attach(terminal, receive)

  async openTerminal(session: string): Promise<string> {
    return (await this.terminals.handlers['terminal.open']({ session, cols: 80, rows: 24 })).id
  }

  close(): Promise<void> {
    return this.terminals.closeAll()
  }
}
