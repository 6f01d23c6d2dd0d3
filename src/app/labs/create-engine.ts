import { createKindEngine } from '../../clusters/kind/kind-engine.ts'
import { createProcessRunner } from '../../clusters/process/node-process-runner.ts'
import { ExitCode, KubedrillError } from '../../contract/errors.ts'
import type { EngineId } from '../../contract/labs.ts'
import type { Clock } from '../../core/clock.ts'
import type { ClusterEngine } from '../../core/labs/cluster-port.ts'

export interface EngineDependencies {
  readonly dataDir: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  /** The setting; null for the stock image of the kind that is installed. */
  readonly nodeImage: () => string | null
}

class EngineNotHereError extends KubedrillError {
  constructor(id: EngineId) {
    super({
      code: 'cluster.engine-missing',
      message: `This kubedrill has no engine named ${id} yet.`,
      remedy: `Use ${engineIds.join(' or ')}.`,
      exit: ExitCode.usage,
    })
  }
}

/** The engines that this version has. */
export const engineIds: readonly EngineId[] = ['kind']

/** The engine of a data folder. Throws `cluster.engine-missing`. */
export function createEngine(id: EngineId, dependencies: EngineDependencies): ClusterEngine {
  const { dataDir, environment, clock, nodeImage } = dependencies
  if (id !== 'kind') throw new EngineNotHereError(id)
  return createKindEngine({
    dataDir,
    environment,
    runProcess: createProcessRunner(environment),
    clock,
    settings: () => ({ kindNodeImage: nodeImage() }),
  })
}
