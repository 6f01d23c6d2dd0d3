import type { AppEvent, Handlers } from '../../contract/contract.ts'
import type { Terminal, TerminalOutput } from '../../contract/terminals.ts'
import type { Clock } from '../../core/clock.ts'
import type { TerminalAttachment } from '../app.ts'
import type { PtyLaunch, SpawnPty } from './pty.ts'
import { LearnerTerminal } from './terminal.ts'
import { TerminalNotFound, TooManyTerminals } from './terminal-errors.ts'

const maxPerSession = 16

export interface TerminalPorts {
  readonly spawn: SpawnPty
  readonly clock: Clock
  /** A shell pinned to the session's cluster; rejects when there is no such session or shell. */
  readonly launch: (session: string, shell: string | undefined) => Promise<Omit<PtyLaunch, 'cols' | 'rows'>>
  readonly newId: () => string
  readonly emit: (event: AppEvent) => void
  /** The learner typed or resized: a sign of work. */
  readonly onActivity: (session: string) => void
}

export interface Terminals {
  readonly handlers: Handlers<'terminal.open' | 'terminal.list' | 'terminal.rename' | 'terminal.close'>
  /** Rejects with `terminal.not-found`. `receive` may be called before this returns to its caller. */
  attach(terminal: string, receive: (message: TerminalOutput) => void): TerminalAttachment
  /** Hangs up every shell of a session, or of all. */
  closeAll(session?: string): Promise<void>
  /** How many shells run. */
  running(): number
}

/** The terminals of all sessions. */
export function createTerminals(ports: TerminalPorts): Terminals {
  const terminals = new Map<string, LearnerTerminal>()

  const find = (id: string): LearnerTerminal => {
    const terminal = terminals.get(id)
    if (!terminal) throw new TerminalNotFound(id)
    return terminal
  }
  const ofSession = (session?: string): LearnerTerminal[] =>
    [...terminals.values()].filter((each) => session === undefined || each.info.session === session)
  const changed = (session: string): void => {
    ports.emit({ event: 'terminal.changed', session })
  }
  const remove = async (terminal: LearnerTerminal): Promise<void> => {
    terminals.delete(terminal.info.id)
    await terminal.close()
    changed(terminal.info.session)
  }

  return {
    handlers: {
      'terminal.open': async ({ session, cols, rows, shell }) => {
        const launch = await ports.launch(session, shell)
        const siblings = ofSession(session).map((each) => each.info)
        if (siblings.length >= maxPerSession) throw new TooManyTerminals(maxPerSession)
        const id = ports.newId()
        const pty = ports.spawn({ ...launch, cols, rows })
        const info: Terminal = { id, session, title: freeTitle(siblings), cols, rows, exitCode: null }
        const terminal = new LearnerTerminal(info, pty, ports.clock, () => {
          changed(session)
        })
        terminals.set(id, terminal)
        changed(session)
        return terminal.info
      },
      'terminal.list': async ({ session }) => ({ terminals: ofSession(session).map((each) => each.info) }),
      'terminal.rename': async ({ terminal, title }) => {
        find(terminal).rename(title)
        return find(terminal).info
      },
      'terminal.close': async ({ terminal }) => {
        await remove(find(terminal))
        return {}
      },
    },
    attach: (id, receive) => {
      const terminal = find(id)
      return terminal.attach(receive, () => {
        ports.onActivity(terminal.info.session)
      })
    },
    closeAll: async (session) => {
      await Promise.all(ofSession(session).map(remove))
    },
    running: () => ofSession().filter((each) => each.info.exitCode === null).length,
  }
}

/** `Terminal 1`, `Terminal 2`, …: the first that is free. */
function freeTitle(siblings: readonly Terminal[]): string {
  const taken = new Set(siblings.map((each) => each.title))
  let number = 1
  while (taken.has(`Terminal ${number}`)) number++
  return `Terminal ${number}`
}
