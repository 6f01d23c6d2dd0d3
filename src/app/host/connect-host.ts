import type { AppEvent, CallArguments, CallOutput } from '../../contract/contract.ts'
import type { TerminalOutput } from '../../contract/terminals.ts'
import type { Clock } from '../../core/clock.ts'
import type { TerminalAttachment } from '../app.ts'
import { hostCalls, type HostCallName } from './host-calls.ts'
import { HostClosed, HostRestarted, HostStartFailed } from './host-errors.ts'
import { dialHost, type HostLink } from './host-link.ts'
import { lastLogLine, rotateLog } from './host-log.ts'
import { hostPaths } from './host-paths.ts'
import type { HostStarter } from './host-starter.ts'

/** How long the host stays when no door and no terminal or lab job needs it, ms. */
const defaultIdleMs = 10 * 60_000
const startMs = 30_000
const pollMs = 25
/** Restarts without a call in between; then the next call tries again. */
const maxRestarts = 3

/** Calls that do the same when they are made twice, or that name their act with a request id. */
const notRepeatable: ReadonlySet<HostCallName> = new Set([
  'terminal.open',
  'terminal.rename',
  'terminal.close',
] as const)

export interface HostConnection {
  /** Rejects with the host's error; with `host.restarted` when it ended and the call can not be repeated. */
  call<N extends HostCallName>(name: N, input: CallArguments<N>): Promise<CallOutput<N>>
  subscribe(listener: (event: AppEvent) => void): () => void
  /** Rejects with `terminal.not-found`. A terminal whose host ended says `exit`. */
  attachTerminal(terminal: string, receive: (message: TerminalOutput) => void): Promise<TerminalAttachment>
  close(): Promise<void>
}

/**
 * A door's connection to the lab host of a data folder. Nothing is started before the first call; then a running host is
 * joined, or one is started. When a host is lost, another is started at once and its open labs are told to listeners.
 */
export function connectHost(options: {
  readonly dataDir: string
  readonly starter: HostStarter
  readonly clock: Clock
  readonly idleMs?: number
}): HostConnection {
  const { dataDir, starter, clock, idleMs = defaultIdleMs } = options
  const listeners = new Set<(event: AppEvent) => void>()
  const closing = new AbortController()
  let link: Promise<HostLink> | null = null
  let restarts = 0

  const tell = (event: AppEvent): void => {
    for (const listener of listeners) listener(event)
  }

  const join = (): Promise<HostLink> => {
    if (closing.signal.aborted) return Promise.reject(new HostClosed())
    if (link) return link
    const attempt = joinHost(dataDir, starter, clock, closing.signal, idleMs, {
      onEvent: tell,
      onLost: () => {
        if (link === attempt) link = null
        if (!closing.signal.aborted && restarts++ < maxRestarts) void rejoin()
      },
    })
    link = attempt
    attempt.catch(() => {
      if (link === attempt) link = null
    })
    return attempt
  }

  /** After a loss: brings the host back and tells listeners how its labs stand now. */
  const rejoin = async (): Promise<void> => {
    try {
      const { sessions } = await call('lab.sessions', {})
      for (const session of sessions) {
        tell({ event: 'lab.changed', session })
        tell({ event: 'terminal.changed', session: session.id })
      }
    } catch {
      // The next call tries again and tells its caller what is wrong.
    }
  }

  const call = async <N extends HostCallName>(name: N, input: CallArguments<N>): Promise<CallOutput<N>> => {
    for (let attempt = 0; ; attempt++) {
      const joined = await join()
      try {
        const result = await joined.call(name, input)
        restarts = 0
        return hostCalls[name].output.parse(result) as CallOutput<N>
      } catch (error) {
        const again = error instanceof HostRestarted && attempt === 0 && !notRepeatable.has(name)
        if (!again) throw error
      }
    }
  }

  return {
    call,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    attachTerminal: async (terminal, receive) => (await join()).attachTerminal(terminal, receive),
    close: async () => {
      closing.abort()
      listeners.clear()
      const last = link
      link = null
      await last?.then(
        (open) => {
          open.release()
        },
        () => undefined, // it never came up, which its callers were told
      )
    },
  }
}

async function joinHost(
  dataDir: string,
  starter: HostStarter,
  clock: Clock,
  cancel: AbortSignal,
  idleMs: number,
  listener: { onEvent(event: AppEvent): void; onLost(): void },
): Promise<HostLink> {
  const paths = hostPaths(dataDir)
  const deadline = clock.now() + startMs
  let started: { exitCode: number | null } | null = null
  for (;;) {
    const link = await dialHost(paths, clock, listener)
    if (link) return link
    if (started !== null && started.exitCode !== null && started.exitCode !== 0) {
      throw new HostStartFailed(lastLogLine(paths.log), paths.log)
    }
    if (clock.now() > deadline)
      throw new HostStartFailed(`it was not ready after ${startMs / 1000} s.`, paths.log)
    // Exit code 0: it left to another host, which may itself have been about to end.
    if (started === null || started.exitCode === 0) {
      rotateLog(paths.log)
      const state: { exitCode: number | null } = { exitCode: null }
      started = state
      void starter
        .start({ args: ['--data', dataDir, '--idle-ms', String(idleMs)], log: paths.log })
        .exited.then((code) => {
          state.exitCode = code
        })
    }
    await clock.sleep(pollMs, cancel)
  }
}
