import { rmSync, statSync } from 'node:fs'
import type { AppEvent } from '../../contract/contract.ts'
import { toErrorPayload } from '../../contract/errors.ts'
import type { Clock } from '../../core/clock.ts'
import { tryProcessLock, type ProcessLock } from '../../storage/process-lock.ts'
import { HostRefused } from './host-errors.ts'
import { dialHost } from './host-link.ts'
import { hostPaths, type HostPaths } from './host-paths.ts'
import { serveHost, type HostServer, type HostService } from './host-server.ts'
import { writeToken } from './host-token.ts'

const lockMs = 20_000
const pollMs = 50

/** What a lab host runs, once it is the only one of its data folder. */
export interface HostWork {
  readonly service: HostService
  /** Something that must not end with the last door: a running shell, a lab or cluster job. */
  isBusy(): boolean
  close(): Promise<void>
}

export interface HostContext {
  readonly dataDir: string
  readonly clock: Clock
  readonly emit: (event: AppEvent) => void
  /** Call it when `isBusy` may have changed. */
  readonly onWorkChanged: () => void
  readonly log: (line: string) => void
}

/**
 * Runs the lab host of a data folder until nothing has needed it for `idleMs`, or `cancel` says so, or the folder was removed.
 * Returns at once when another host runs there.
 */
export async function runLabHost(options: {
  readonly dataDir: string
  readonly idleMs: number
  readonly clock: Clock
  readonly cancel: AbortSignal
  readonly log: (line: string) => void
  readonly compose: (context: HostContext) => Promise<HostWork>
}): Promise<void> {
  const { dataDir, idleMs, clock, cancel, log } = options
  const paths = hostPaths(dataDir)
  const lock = await takeLock(paths, clock, cancel)
  if (lock === null) return
  const lockFile = fileAt(paths.lock)
  /** False once the data folder was removed, and perhaps made anew for another host. */
  const isOurs = (): boolean => lockFile !== null && fileAt(paths.lock) === lockFile
  try {
    const idle = new IdleWatch(clock, idleMs)
    let server: HostServer | null = null
    let work: HostWork | null = null
    const update = (): void => {
      if (!isOurs()) idle.end()
      if (server && work) idle.set(server.doors() === 0 && !work.isBusy())
    }
    work = await options.compose({
      dataDir,
      clock,
      emit: (event) => {
        server?.emit(event)
      },
      onWorkChanged: update,
      log,
    })
    try {
      server = await serveHost({
        socket: paths.socket,
        token: writeToken(paths.token),
        service: work.service,
        onDoors: update,
        onHeard: update,
        log,
      })
      update()
      log('ready')
      await idle.over(cancel)
      log('ending')
      await server.close()
    } finally {
      await work.close()
    }
  } finally {
    if (isOurs()) {
      rmSync(paths.token, { force: true })
      if (process.platform !== 'win32') rmSync(paths.socket, { force: true })
    }
    lock.release()
  }
}

/** Which file stands at `path`, by device and inode; null when none does. */
function fileAt(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found === undefined ? null : `${found.dev}:${found.ino}`
}

/** The lock; null when its holder serves doors. A holder that is about to end is waited for. */
async function takeLock(paths: HostPaths, clock: Clock, cancel: AbortSignal): Promise<ProcessLock | null> {
  const deadline = clock.now() + lockMs
  for (;;) {
    const lock = tryProcessLock(paths.lock)
    if (lock) return lock
    if (await isServed(paths, clock)) return null
    if (clock.now() > deadline)
      throw new HostRefused('another one holds the data folder and does not answer.')
    await clock.sleep(pollMs, cancel)
  }
}

async function isServed(paths: HostPaths, clock: Clock): Promise<boolean> {
  const link = await dialHost(paths, clock, { onEvent: () => undefined, onLost: () => undefined })
  link?.release()
  return link !== null
}

/** Resolves once idle has lasted, or it was ended. */
class IdleWatch {
  readonly #clock: Clock
  readonly #idleMs: number
  readonly #done = Promise.withResolvers<undefined>()
  #countdown: AbortController | undefined

  constructor(clock: Clock, idleMs: number) {
    this.#clock = clock
    this.#idleMs = idleMs
  }

  set(idle: boolean): void {
    if (!idle) {
      this.#countdown?.abort()
      this.#countdown = undefined
    } else if (this.#countdown === undefined) {
      const countdown = new AbortController()
      this.#countdown = countdown
      this.#clock.sleep(this.#idleMs, countdown.signal).then(
        () => {
          this.#done.resolve(undefined)
        },
        () => undefined, // needed again
      )
    }
  }

  end(): void {
    this.#done.resolve(undefined)
  }

  async over(cancel: AbortSignal): Promise<void> {
    const cancelled = new Promise<undefined>((resolve) => {
      cancel.addEventListener('abort', () => {
        resolve(undefined)
      })
      if (cancel.aborted) resolve(undefined)
    })
    await Promise.race([this.#done.promise, cancelled])
    this.#countdown?.abort()
  }
}

/** Runs `run` as this process's whole work: signals cancel it, and an error is written to the log and ends with its code. */
export async function asProcess(
  run: (cancel: AbortSignal, log: (line: string) => void) => Promise<void>,
): Promise<void> {
  const stop = new AbortController()
  const log = (line: string): void => {
    process.stderr.write(`${new Date().toISOString()} [${process.pid}] ${line}\n`)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stop.abort()
    })
  }
  // A failure that nobody waited for is a defect: it is recorded, and the labs of other sessions go on.
  process.on('unhandledRejection', (reason) => {
    log(`unhandled: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`)
  })
  try {
    await run(stop.signal, log)
    process.exit(0)
  } catch (error) {
    const { message, exit } = toErrorPayload(error)
    if (error instanceof Error && error.stack) log(error.stack)
    log(message)
    process.exit(exit === 0 ? 1 : exit)
  }
}
