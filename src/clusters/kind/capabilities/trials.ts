import { parse } from 'yaml'
import type { Cancellation, Clock } from '../../../core/clock.ts'
import type { Capability, Cluster, KubeObject } from '../../../core/labs/cluster-port.ts'
import { policyIsEnforced } from './policy-trial.ts'

/** Tries one capability and leaves nothing behind. */
export type Trial = (cluster: Cluster, clock: Clock, cancel: Cancellation) => Promise<boolean>

interface PodFields extends KubeObject {
  readonly status?: { readonly phase?: string }
}

const namespace = 'kube-system'

/** Cheap ones first. */
export const trials: readonly (readonly [Capability, Trial])[] = [
  ['multiple-nodes', hasNodes],
  ['kube-proxy-iptables', usesIptables],
  ['kube-proxy-nftables', usesNftables],
  ['node-exec', runsOnEveryNode],
  ['kube-system-edit', editsKubeSystem],
  ['dns-query-count', countsPackets],
  ['network-policy', policyIsEnforced],
]

async function hasNodes(cluster: Cluster): Promise<boolean> {
  return (await cluster.nodes()).length > 1
}

async function usesIptables(cluster: Cluster): Promise<boolean> {
  return (await proxyMode(cluster)) === 'iptables'
}

async function usesNftables(cluster: Cluster): Promise<boolean> {
  return (await proxyMode(cluster)) === 'nftables'
}

async function runsOnEveryNode(cluster: Cluster, _clock: Clock, cancel: Cancellation): Promise<boolean> {
  for (const node of await cluster.nodes()) {
    const result = await cluster.nodeExec(node, ['id', '-u'], { timeoutMs: 10_000, cancel })
    if (result.exitCode !== 0 || result.stdout.trim() !== '0') return false
  }
  return true
}

async function editsKubeSystem({ kube }: Cluster): Promise<boolean> {
  const metadata = { name: 'kubedrill-trial', namespace }
  await kube.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { tried: 'yes' } }, 'kubedrill')
  await kube.delete({ apiVersion: 'v1', kind: 'ConfigMap', ...metadata })
  return true
}

/** Counts one connection that is made for it: CoreDNS's Pod is there in every cluster, and its node has a tool to connect. */
async function countsPackets(cluster: Cluster, _clock: Clock, cancel: Cancellation): Promise<boolean> {
  const { kube } = cluster
  const labelSelector = 'k8s-app=kube-dns'
  const pods: PodFields[] = await kube.list({ apiVersion: 'v1', kind: 'Pod', namespace, labelSelector })
  // After a rollout those that end are still listed.
  const pod = pods.find(
    ({ metadata, status }) => metadata.deletionTimestamp === undefined && status?.phase === 'Running',
  )
  const service = await kube.get({
    apiVersion: 'v1',
    kind: 'Service',
    name: 'kubernetes',
    namespace: 'default',
  })
  const spec = service?.['spec'] as { readonly clusterIP?: string } | undefined
  const host = spec?.clusterIP
  if (pod === undefined || host === undefined) return false
  const target = { namespace, pod: pod.metadata.name }
  const filter = { protocol: 'tcp', destinationPort: 443, connections: true, destination: host } as const
  const [count = 0] = await cluster.countPackets(
    target,
    [filter],
    async () => {
      await cluster.probe(target, { kind: 'tcp', host, port: 443, timeoutMs: 1_000 }, cancel)
    },
    cancel,
  )
  return count > 0
}

/** kube-proxy's own configuration; an empty mode is iptables (KubeProxyConfiguration v1alpha1). */
async function proxyMode({ kube }: Cluster): Promise<string> {
  const config = await kube.get({ apiVersion: 'v1', kind: 'ConfigMap', name: 'kube-proxy', namespace })
  const data = config?.['data'] as Readonly<Record<string, string>> | undefined
  const parsed: unknown = parse(data?.['config.conf'] ?? '{}')
  const mode = typeof parsed === 'object' && parsed !== null && 'mode' in parsed ? parsed.mode : ''
  return mode === '' || typeof mode !== 'string' ? 'iptables' : mode
}
