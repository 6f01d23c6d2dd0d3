import type { Clock } from '../../core/clock.ts'
import type { Cluster } from '../../core/labs/cluster-port.ts'
import { createKubeApi, loadKubeConfig } from '../kubernetes/kube-api.ts'
import { createPodExec } from '../kubernetes/pod-exec.ts'
import { runningContainer } from '../kubernetes/pod-state.ts'
import { createProber } from '../probes/probe-pod.ts'
import { restoreBaseline } from './baseline/restore-baseline.ts'
import { seenCapabilities } from './capabilities/seen-capabilities.ts'
import type { ClusterMarker } from './cluster-marker.ts'
import type { KindPaths } from './kind-paths.ts'
import { createNodeExec } from './node-exec.ts'
import { countPackets } from './packet-counter.ts'
import { createPodNamespace } from './pod-namespace.ts'
import type { KindTools } from './tools.ts'

/** The cluster that `marker` describes, which is up. */
export function createKindCluster(
  tools: KindTools,
  paths: KindPaths,
  marker: ClusterMarker,
  clock: Clock,
): Cluster {
  const config = loadKubeConfig(paths.kubeconfig)
  const kube = createKubeApi(config, clock)
  const exec = createPodExec(config, kube)
  const nodeExec = createNodeExec(tools)
  const namespace = createPodNamespace(kube, nodeExec)
  const probe = createProber(exec, namespace, async (target) => (await runningContainer(kube, target)).id)
  const cluster: Cluster = {
    engine: 'kind',
    id: `${marker.name}-${marker.createdAt}`,
    kubernetesVersion: marker.kubernetes,
    kubeconfig: paths.kubeconfig,
    kube,
    nodes: async () => [...marker.nodes],
    nodeEntry: { program: tools.provider, argv: ['exec', '--interactive', '--privileged'], ttyFlag: '--tty' },
    exec,
    nodeExec,
    probe,
    countPackets: (target, filters, during, cancel) =>
      countPackets(namespace, target, filters, during, cancel),
    capabilities: (cancel, wanted) => seenCapabilities(cluster, paths.capabilities, clock, cancel, wanted),
    restoreBaseline: (progress, cancel) => restoreBaseline(cluster, paths.baseline, clock, progress, cancel),
  }
  return cluster
}
