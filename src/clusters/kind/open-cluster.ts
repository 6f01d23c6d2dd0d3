import { existsSync } from 'node:fs'
import type { Cancellation, Clock } from '../../core/clock.ts'
import type { Cluster, Progress } from '../../core/labs/cluster-port.ts'
import { removeFile } from '../private-files.ts'
import { takeBaseline } from './baseline/take-baseline.ts'
import { isHealthy } from './cluster-health.ts'
import { type ClusterMarker, readMarker, writeMarker } from './cluster-marker.ts'
import { clusterName } from './cluster-name.ts'
import { createCluster } from './create-cluster.ts'
import { installGatewayApi } from './gateway-api.ts'
import { createKindCluster } from './kind-cluster.ts'
import type { KindPaths } from './kind-paths.ts'
import { kubernetesVersion } from './kubernetes-version.ts'
import { listNodeContainers } from './node-containers.ts'
import { removeCluster } from './remove-cluster.ts'
import type { KindTools } from './tools.ts'

export interface OpenCluster {
  readonly tools: KindTools
  readonly paths: KindPaths
  readonly clock: Clock
  /** Null for the stock image of kind. */
  readonly nodeImage: string | null
  /** Throws what keeps a new cluster from fitting here. */
  readonly beforeCreate: () => void
}

/** Answers the warm cluster if it is whole and healthy, else makes a new one in its place. The caller holds the lock. */
export async function openCluster(
  open: OpenCluster,
  progress: Progress,
  cancel: Cancellation,
): Promise<Cluster> {
  const warm = await openWarm(open, progress, cancel)
  if (warm !== null) {
    progress('The cluster is up', 1)
    return warm
  }
  const name = clusterName(open.paths)
  await removeCluster(open.tools, open.paths, name)
  open.beforeCreate()
  try {
    const cluster = await makeCluster(open, name, progress, cancel)
    progress('The cluster is up', 1)
    return cluster
  } catch (error) {
    progress('Removing what was made', null)
    await removeCluster(open.tools, open.paths, name)
    throw error
  }
}

/** Null when there is none that can be used. Another node image in the settings counts from the next cluster on. */
async function openWarm(
  open: OpenCluster,
  progress: Progress,
  cancel: Cancellation,
): Promise<Cluster | null> {
  const joined = await joinCluster(open, progress, cancel)
  if (joined === null) return null
  progress('Checking that the cluster is healthy', 0.6)
  const { cluster, wasStopped } = joined
  const patience = wasStopped ? 60_000 : 5_000
  const nodes = await cluster.nodes()
  return (await isHealthy(cluster.kube, nodes, patience, open.clock, cancel)) ? cluster : null
}

/** The cluster that was completely made, with its nodes started; null when there is none. Its health is not looked at. */
export async function joinCluster(
  { tools, paths, clock }: Pick<OpenCluster, 'tools' | 'paths' | 'clock'>,
  progress: Progress,
  cancel: Cancellation,
): Promise<{ cluster: Cluster; wasStopped: boolean } | null> {
  const marker = readMarker(paths.marker)
  if (marker === null || existsSync(paths.journal) || !existsSync(paths.kubeconfig)) return null
  if (marker.name !== clusterName(paths) || marker.provider !== tools.provider) return null
  const containers = await listNodeContainers(tools, marker.name)
  if (!marker.nodes.every((node) => containers.some(({ name }) => name === node))) return null

  const stopped = containers.filter(({ state }) => state !== 'running').map(({ name }) => name)
  if (stopped.length > 0) {
    progress('Starting the nodes again', 0.3)
    const started = await tools.container(['start', ...stopped], { timeoutMs: 60_000, cancel })
    if (started.exitCode !== 0) return null
  }
  return { cluster: createKindCluster(tools, paths, marker, clock), wasStopped: stopped.length > 0 }
}

async function makeCluster(
  { tools, paths, clock, nodeImage }: OpenCluster,
  name: string,
  progress: Progress,
  cancel: Cancellation,
): Promise<Cluster> {
  await createCluster(tools, paths, name, nodeImage, progress, cancel)
  const nodes = (await listNodeContainers(tools, name)).map((container) => container.name)
  const marker: ClusterMarker = {
    name,
    provider: tools.provider,
    nodeImage,
    kubernetes: await kubernetesVersion(paths.kubeconfig),
    nodes,
    createdAt: clock.now(),
  }
  const cluster = createKindCluster(tools, paths, marker, clock)
  progress('Installing the Gateway API definitions', 0.9)
  await installGatewayApi(cluster.kube, clock, cancel)
  progress('Noting how the cluster is', 0.95)
  await takeBaseline(cluster, paths.baseline, clock, cancel)
  cancel.throwIfAborted()
  writeMarker(paths.marker, marker)
  removeFile(paths.journal)
  return cluster
}
