import type { EngineId } from '../../contract/labs.ts'
import { ClusterGoneError } from '../../core/labs/session/session-errors.ts'
import type { ShellLaunch } from '../shell/lab-shell.ts'
import { systemClock } from '../system-clock.ts'
import { createEngine } from './create-engine.ts'
import { kindNodeImage } from './kind-node-image.ts'
import { terminalOfCluster } from './terminal-of-cluster.ts'

/** The shell of an open lab, to be started in the caller's own terminal. Rejects with `lab.cluster-gone`. */
export async function openLabShell(options: {
  readonly dataDir: string
  readonly engine: EngineId
  readonly ticket: string
  readonly environment: NodeJS.ProcessEnv
}): Promise<ShellLaunch> {
  const { dataDir, environment } = options
  const image = kindNodeImage(dataDir)
  const engine = createEngine(options.engine, {
    dataDir,
    environment,
    clock: systemClock,
    nodeImage: () => image,
  })
  const cluster = await engine.join(new AbortController().signal)
  if (cluster === null) throw new ClusterGoneError(options.ticket)
  return terminalOfCluster(cluster, dataDir, null, environment)
}
