import { join } from 'node:path'
import { z } from 'zod'
import {
  contract,
  isCallName,
  type AppEvent,
  type CallInput,
  type CallName,
  type CallOutput,
  type Handlers,
} from '../contract/contract.ts'
import { ExitCode, KubedrillError } from '../contract/errors.ts'
import type { Clock } from '../core/clock.ts'
import type { App } from './app.ts'
import { openCore } from './core/open-core.ts'
import { createCurriculumHandlers } from './curriculum/curriculum-handlers.ts'
import { connectHost } from './host/connect-host.ts'
import { createHostHandlers } from './host/host-client.ts'
import type { HostStarter } from './host/host-starter.ts'
import { createStudyHandlers } from './study/study-handlers.ts'
import { examine } from './system/doctor.ts'
import { programVersion } from './version.ts'

/** How often this process looks whether another one wrote to the data folder, ms. */
const pollMs = 1_000

export interface OpenAppOptions {
  readonly dataDir: string
  readonly door: 'desktop' | 'browser' | 'cli'
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly hostStarter: HostStarter
  /** The program's own content when left out. */
  readonly contentDir?: string
}

class UnknownCallError extends KubedrillError {
  constructor(name: string) {
    super({
      code: 'call.unknown',
      message: `There is no call ${name}.`,
      remedy: 'Reload the page; the program may have been updated while it was open.',
      exit: ExitCode.internal,
    })
  }
}

class BadInputError extends KubedrillError {
  constructor(name: string, detail: string) {
    super({
      code: 'call.bad-input',
      message: `${name} does not take this: ${detail}`,
      remedy: 'Correct the value and try again.',
      exit: ExitCode.usage,
    })
  }
}

/** The program behind a door: the core in this process, and the lab host of the data folder for labs and terminals. */
export async function openApp(options: OpenAppOptions): Promise<App> {
  const { dataDir, clock, environment } = options
  const core = await openCore({ dataDir, clock, contentDir: options.contentDir ?? null })
  const host = connectHost({ dataDir, starter: options.hostStarter, clock })
  const listeners = new Set<(event: AppEvent) => void>()
  const tell = (event: AppEvent): void => {
    for (const listener of listeners) listener(event)
  }
  host.subscribe(tell)
  const { store, study, curriculum, labs, catalog } = core
  const ticketOf = (labId: string): string | null => labs.find(labId)?.ticket ?? null

  const handlers: Handlers = {
    ...createStudyHandlers({
      study,
      repository: store.study,
      catalog,
      onChanged: () => {
        tell({ event: 'study.changed' })
      },
    }),
    ...createCurriculumHandlers({
      curriculum,
      scheduleOf: (cardId) => study.scheduleOf(cardId),
      schedulesOf: (cardIds) => study.schedulesOf(cardIds),
      ticketOf,
      ticketsOfTopic: (topic) => labs.labs.filter((lab) => lab.topic === topic).map(({ ticket }) => ticket),
    }),
    ...createHostHandlers(host),
    'system.info': async () => ({
      version: programVersion(),
      dataDir,
      platform: `${process.platform}-${process.arch}`,
      node: process.version,
      door: options.door,
    }),
    'system.doctor': async () => ({
      checks: await examine({
        dataDir,
        toolsDir: join(dataDir, 'tools'),
        environment,
        nodeVersion: process.version,
        databaseFaults: () => store.faults(),
        engines: async () => (await host.call('cluster.engines', {})).engines,
        kubernetes: curriculum.topics[0]?.kubernetes ?? '1.35',
      }),
    }),
  }

  const closing = new AbortController()
  void watchStore(
    () => store.dataVersion(),
    clock,
    closing.signal,
    () => {
      tell({ event: 'study.changed' })
    },
  )

  return {
    call: (name, input) => answer(handlers, name, input),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    attachTerminal: (terminal, receive) => host.attachTerminal(terminal, receive),
    close: async () => {
      closing.abort()
      listeners.clear()
      await host.close()
      store.close()
    },
  }
}

async function answer<N extends CallName>(
  handlers: Handlers,
  name: N,
  input: CallInput<N>,
): Promise<CallOutput<N>> {
  if (!isCallName(name)) throw new UnknownCallError(String(name))
  const parsed = contract[name].input.safeParse(input)
  if (!parsed.success) throw new BadInputError(name, z.prettifyError(parsed.error))
  const handler = handlers[name] as (input: unknown) => Promise<CallOutput<N>>
  return handler(parsed.data)
}

/** Calls `onWrite` when another connection has written; SQLite counts its commits (`PRAGMA data_version`). */
async function watchStore(
  version: () => number,
  clock: Clock,
  cancel: AbortSignal,
  onWrite: () => void,
): Promise<void> {
  let seen = version()
  const slept = (): Promise<boolean> =>
    clock.sleep(pollMs, cancel).then(
      () => true,
      () => false, // cancelled by the end of the program
    )
  while (await slept()) {
    const now = version()
    if (now !== seen) onWrite()
    seen = now
  }
}
