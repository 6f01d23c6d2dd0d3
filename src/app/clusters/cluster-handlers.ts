import type { ClusterStatus } from '../../contract/clusters.ts'
import type { AppEvent, Handlers } from '../../contract/contract.ts'
import { KubedrillError } from '../../contract/errors.ts'
import type { EngineId, EngineStatus } from '../../contract/labs.ts'
import type { Cancellation } from '../../core/clock.ts'
import type { ClusterEngine, Progress } from '../../core/labs/cluster-port.ts'

export type ClusterCallName =
  'cluster.engines' | 'cluster.status' | 'cluster.up' | 'cluster.down' | 'cluster.prefetch'

export interface ClusterHandlerDependencies {
  /** The engines that exist here. */
  readonly engines: readonly ClusterEngine[]
  readonly notify: (event: AppEvent) => void
  /** Every image that a lab's manifests name. */
  readonly labImages: () => Promise<readonly string[]>
  /** Stops open labs on an engine before its cluster goes. */
  readonly stopLabs: (engine: EngineId) => Promise<void>
  /** Aborted when the program closes. */
  readonly cancel: Cancellation
}

class EngineMissing extends KubedrillError {
  constructor(engine: EngineId, there: readonly ClusterEngine[]) {
    super({
      code: 'cluster.engine-missing',
      message: `This kubedrill has no engine named ${engine}.`,
      remedy: `Use ${there.map(({ id }) => id).join(' or ')}.`,
      exit: 2,
    })
  }
}

/** The cluster calls of the contract; long ones tell their steps as `cluster.progress` events. */
export function createClusterHandlers(dependencies: ClusterHandlerDependencies): Handlers<ClusterCallName> {
  const { engines, notify, labImages, stopLabs, cancel } = dependencies
  const engineOf = (id: EngineId): ClusterEngine => {
    const engine = engines.find((candidate) => candidate.id === id)
    if (engine === undefined) throw new EngineMissing(id, engines)
    return engine
  }
  const progressOf =
    (engine: EngineId): Progress =>
    (step, fraction) => {
      notify({ event: 'cluster.progress', engine, step, fraction })
    }
  return {
    'cluster.engines': async () => ({
      engines: await Promise.all(engines.map((engine) => engineStatus(engine, cancel))),
    }),
    'cluster.status': async ({ engine }): Promise<ClusterStatus> => engineOf(engine).status(),
    'cluster.up': async ({ engine }) => {
      await engineOf(engine).open(progressOf(engine), cancel)
      return engineOf(engine).status()
    },
    'cluster.down': async ({ engine }) => {
      const owner = engineOf(engine)
      await stopLabs(engine)
      return { removed: await owner.destroy(progressOf(engine)) }
    },
    'cluster.prefetch': async ({ engine }) => {
      const images = await engineOf(engine).prefetch(await labImages(), progressOf(engine), cancel)
      return { images }
    },
  }
}

/** What keeps an engine from running here, and whether its cluster is up. */
export async function engineStatus(engine: ClusterEngine, cancel: Cancellation): Promise<EngineStatus> {
  const [problems, status] = await Promise.all([engine.preflight(cancel), engine.status()])
  return { id: engine.id, title: engine.title, problems, running: status.running }
}
