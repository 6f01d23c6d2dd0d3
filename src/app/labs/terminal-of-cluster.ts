import { join } from 'node:path'
import type { Cluster } from '../../core/labs/cluster-port.ts'
import { labShell, type ShellLaunch } from '../shell/lab-shell.ts'

/** A learner's shell on a cluster of a data folder. Rejects with `kubectl.missing` or `shell.missing`. */
export async function terminalOfCluster(
  cluster: Cluster,
  dataDir: string,
  shell: string | null,
  environment: NodeJS.ProcessEnv,
): Promise<ShellLaunch> {
  const folder = join(dataDir, 'clusters', cluster.engine)
  return labShell({
    shell,
    kubeconfig: cluster.kubeconfig,
    cacheDir: join(folder, 'kube-cache'),
    sessionDir: join(folder, 'terminal'),
    toolsDir: join(dataDir, 'tools'),
    environment,
    kubernetesVersion: cluster.kubernetesVersion,
    nodes: await cluster.nodes(),
    nodeEntry: cluster.nodeEntry,
  })
}
