import { chmodSync } from 'node:fs'
import type { Cancellation } from '../../core/clock.ts'
import type { Progress } from '../../core/labs/cluster-port.ts'
import { createFailure } from './create-failure.ts'
import { writeJournal } from './create-journal.ts'
import { createProgress } from './create-progress.ts'
import { kindConfig } from './kind-config.ts'
import { noteNetwork } from './network.ts'
import type { KindPaths } from './kind-paths.ts'
import type { KindTools } from './tools.ts'

const readyWait = '180s'

/**
 * Runs `kind create cluster`; the kubeconfig is at its private path afterwards. Rejects with a `KindError`, or the reason of
 * `cancel`; the caller removes what is left.
 */
export async function createCluster(
  tools: KindTools,
  paths: KindPaths,
  name: string,
  nodeImage: string | null,
  progress: Progress,
  cancel: Cancellation,
): Promise<void> {
  writeJournal(paths.journal, name, null)
  await noteNetwork(tools, paths)
  const lines: string[] = []
  const report = createProgress(progress)
  const image = nodeImage === null ? [] : ['--image', nodeImage]
  const result = await tools.kind(
    [
      ...['create', 'cluster', '--name', name, '--kubeconfig', paths.kubeconfig],
      ...['--config', '-', '--wait', readyWait, ...image],
    ],
    {
      stdin: kindConfig(),
      cancel,
      onStart: (pid) => {
        writeJournal(paths.journal, name, pid)
      },
      onLine: (line) => {
        lines.push(line)
        report(line)
      },
    },
  )
  if (result.exitCode !== 0) throw createFailure(lines.join('\n'), nodeImage)
  chmodSync(paths.kubeconfig, 0o600)
}
