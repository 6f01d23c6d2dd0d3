import { monotonicFactory } from 'ulid'
import { imagesOf } from '../../core/labs/lab-images.ts'
import { createClusterHandlers } from '../clusters/cluster-handlers.ts'
import { openCore } from '../core/open-core.ts'
import { createEngine, engineIds } from '../labs/create-engine.ts'
import { LabSessions } from '../labs/lab-sessions.ts'
import { terminalOfCluster } from '../labs/terminal-of-cluster.ts'
import { spawnPty } from '../terminals/pty.ts'
import { createTerminals, type Terminals } from '../terminals/terminals.ts'
import type { HostContext, HostWork } from './run-lab-host.ts'

/** What the lab host of a data folder runs: labs, clusters and terminals, on the same store as its doors. */
export async function composeHost(
  context: HostContext,
  contentDir: string | null,
  environment: NodeJS.ProcessEnv,
): Promise<HostWork> {
  const { dataDir, clock, emit, onWorkChanged, log } = context
  const core = await openCore({ dataDir, clock, contentDir })
  const closing = new AbortController()
  const newId = monotonicFactory()
  const nodeImage = (): string | null => {
    const { kindNodeImage } = core.study.settings()
    return kindNodeImage === '' ? null : kindNodeImage
  }
  const engines = engineIds.map((id) => createEngine(id, { dataDir, environment, clock, nodeImage }))
  const terminals: Terminals = createTerminals({
    spawn: spawnPty,
    clock,
    newId,
    emit: (event) => {
      emit(event)
      onWorkChanged()
    },
    onActivity: (session) => {
      void labs.handlers['lab.activity']({ session })
    },
    launch: async (id, shell) => {
      const session = labs.get(id)
      const cluster = await session.cluster()
      const preferred = core.study.settings().shell
      return terminalOfCluster(cluster, dataDir, shell ?? (preferred === '' ? null : preferred), environment)
    },
  })
  const labs = new LabSessions({
    labs: core.labs,
    topicTitle: (id) => core.curriculum.topics.find((topic) => topic.id === id)?.title ?? id,
    promptOf: (id) => core.curriculum.cards.get(id)?.prompt ?? null,
    engines,
    store: core.store.labSessions,
    study: core.study,
    clock,
    newId,
    emit,
    onWorkChanged,
    closeTerminals: (session) => terminals.closeAll(session),
    log,
  })
  labs.resume()
  for (const engine of engines) {
    engine.tidy().catch((error: unknown) => {
      log(`${engine.id}: ${error instanceof Error ? error.message : String(error)}`)
    })
  }
  return {
    service: {
      handlers: {
        ...labs.handlers,
        ...terminals.handlers,
        ...createClusterHandlers({
          engines,
          notify: emit,
          labImages: async () => imagesOf(core.labs.labs),
          stopLabs: (engine) => labs.stopOn(engine),
          cancel: closing.signal,
        }),
      },
      attachTerminal: (terminal, receive) => terminals.attach(terminal, receive),
    },
    isBusy: () => labs.isBusy() || terminals.running() > 0,
    close: async () => {
      closing.abort()
      labs.close()
      await terminals.closeAll()
      core.store.close()
    },
  }
}
