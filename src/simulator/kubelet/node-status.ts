import { microTimestamp, timestamp, type Stored } from '../api/object.ts'
import { leases, nodes } from '../api/resource.ts'
import type { Lease, Node, NodeCondition, NodeStatus } from '../api/schema/kubernetes-types.ts'
import { StatusError } from '../api/status-error.ts'
import type { Image } from '../containers/images/image.ts'
import type { NodeContext } from './node-context.ts'

/** The kubelet's `nodeStatusReportFrequency`, and how often it renews its Lease: a quarter of 40 s; ms. */
const reportMs = 300_000
const renewMs = 10_000
const leaseSeconds = 40

export interface NodeFacts {
  readonly images: readonly Image[]
  /** The node's labels and taints, when it is registered. */
  readonly labels: Readonly<Record<string, string>>
  readonly taints: NonNullable<Node['spec']>['taints']
  readonly podCidr: string
  readonly providerId: string
}

/** Registers a node, reports its status and renews its Lease until it is stopped (kubernetes `pkg/kubelet/kubelet_node_status.go`). */
export function keepNode(context: NodeContext, facts: NodeFacts): () => void {
  let stopped = false
  const again = (ms: number, run: () => void) => {
    const next = () => {
      if (stopped) return
      try {
        run()
      } catch (error) {
        // The API refuses for now: the next heartbeat tries again, as the kubelet's does.
        if (!(error instanceof StatusError)) throw error
      }
      context.clock.after(ms, next)
    }
    next()
  }
  const first = register(context, facts)
  again(reportMs, () => report(context, facts))
  again(renewMs, () => renew(context))
  if (first !== null) announce(context, first)
  return () => {
    stopped = true
  }
}

/** Null when the node was there. */
function register(
  { client, name }: NodeContext,
  { labels, taints, podCidr, providerId }: NodeFacts,
): Stored<Node> | null {
  if (client.get(nodes, '', name) !== null) return null
  return client.create(nodes, {
    metadata: {
      name,
      annotations: {
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        ...labels,
      },
    },
    spec: {
      podCIDR: podCidr,
      podCIDRs: [podCidr],
      providerID: providerId,
      ...(taints !== undefined && { taints }),
    },
  })
}

function announce({ events, name }: NodeContext, node: Stored<Node>): void {
  // The kubelet's reference to its node carries the name as uid.
  const about = { ...node, metadata: { ...node.metadata, uid: name } }
  events.event(about, 'Normal', 'Starting', 'Starting kubelet.')
  for (const reason of ['NodeHasSufficientMemory', 'NodeHasNoDiskPressure', 'NodeHasSufficientPID']) {
    events.event(about, 'Normal', reason, `Node ${name} status is now: ${reason}`)
  }
  events.event(about, 'Normal', 'NodeAllocatableEnforced', 'Updated Node Allocatable limit across pods')
  events.event(about, 'Normal', 'NodeReady', `Node ${name} status is now: NodeReady`)
}

function report(context: NodeContext, facts: NodeFacts): void {
  const node = context.client.get(nodes, '', context.name)
  if (node === null) return
  context.client.updateStatus(nodes, {
    ...node,
    status: { ...node.status, ...statusOf(context, facts, node) },
  })
}

function statusOf(
  { name, address, clock }: NodeContext,
  { images }: NodeFacts,
  node: Stored<Node>,
): NodeStatus {
  const now = timestamp(clock.now())
  const capacity = {
    cpu: '2',
    'ephemeral-storage': '264212084Ki',
    'hugepages-1Gi': '0',
    'hugepages-2Mi': '0',
    memory: '8145968Ki',
    pods: '110',
  }
  const condition = (type: string, status: string, reason: string, message: string): NodeCondition => {
    const old = node.status?.conditions?.find((other) => other.type === type)
    const lastTransitionTime = old?.status === status ? old.lastTransitionTime : now
    return { lastHeartbeatTime: now, lastTransitionTime, message, reason, status, type }
  }
  const identity = node.metadata.uid.replaceAll('-', '')
  return {
    addresses: [
      { address, type: 'InternalIP' },
      { address: name, type: 'Hostname' },
    ],
    allocatable: capacity,
    capacity,
    conditions: [
      condition(
        'MemoryPressure',
        'False',
        'KubeletHasSufficientMemory',
        'kubelet has sufficient memory available',
      ),
      condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
      condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
      condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    images: images
      .map(({ reference, sizeBytes }) => ({ names: [reference], sizeBytes }))
      .sort((a, b) => b.sizeBytes - a.sizeBytes),
    nodeInfo: {
      architecture: 'amd64',
      bootID: node.metadata.uid,
      containerRuntimeVersion: 'containerd://2.1.4',
      kernelVersion: '6.12.0-kubedrill',
      kubeProxyVersion: '',
      kubeletVersion: 'v1.35.4',
      machineID: identity,
      operatingSystem: 'linux',
      osImage: 'Debian GNU/Linux 12 (bookworm)',
      systemUUID: node.metadata.uid,
    },
  }
}

function renew({ client, clock, name }: NodeContext): void {
  const node = client.get(nodes, '', name)
  if (node === null) return
  const spec = {
    holderIdentity: name,
    leaseDurationSeconds: leaseSeconds,
    renewTime: microTimestamp(clock.now()),
  }
  const lease = client.get(leases, 'kube-node-lease', name)
  if (lease !== null) {
    client.update<Lease>(leases, { ...lease, spec })
    return
  }
  const ownerReferences = [{ apiVersion: 'v1', kind: 'Node', name, uid: node.metadata.uid }]
  client.create<Lease>(leases, { metadata: { name, namespace: 'kube-node-lease', ownerReferences }, spec })
}
