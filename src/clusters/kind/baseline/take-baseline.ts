import type { Cancellation, Clock } from '../../../core/clock.ts'
import type { Cluster, KubeApi, KubeObject } from '../../../core/labs/cluster-port.ts'
import { writePrivateFile } from '../../private-files.ts'
import type { Baseline } from './baseline.ts'
import { nodeStates } from './node-state.ts'
import { nodesOf } from './nodes.ts'
import { clusterKinds, namespacedKinds, withoutServerFields } from './scope.ts'
import { systemSettled } from './settled.ts'

/** Notes how the new cluster is, once its system workloads run, in the file at `path`. */
export async function takeBaseline(
  cluster: Pick<Cluster, 'kube' | 'nodeExec' | 'nodes'>,
  path: string,
  clock: Clock,
  cancel: Cancellation,
): Promise<void> {
  const { kube } = cluster
  await systemSettled(kube, clock, cancel)
  const namespaces = (await kube.list({ apiVersion: 'v1', kind: 'Namespace' })).map(
    ({ metadata }) => metadata.name,
  )
  const objects = (await objectsInScope(kube)).map(withoutServerFields)
  const baseline: Baseline = {
    namespaces,
    objects,
    nodes: await nodesOf(kube),
    kernel: await nodeStates(cluster, cancel),
  }
  writePrivateFile(path, JSON.stringify(baseline))
}

/** Every object of the kinds that the baseline covers, in all namespaces. */
export async function objectsInScope(kube: KubeApi): Promise<KubeObject[]> {
  const lists = await Promise.all([...clusterKinds, ...namespacedKinds].map((kind) => kube.list(kind)))
  return lists.flat()
}
