import { timestamp, type Stored } from '../../api/object.ts'
import { leases, nodes, pods } from '../../api/resource.ts'
import type { Node } from '../../api/schema/kubernetes-types.ts'
import { queueAll } from '../machinery/dependents.ts'
import { clientOf, queueOf, recorderOf, stopAll, type Manager } from '../machinery/manager.ts'
import { podCondition } from '../machinery/pod-state.ts'
import { sameStatus } from '../machinery/status-writer.ts'
import { wantedTaints } from './node-taints.ts'

/** How long a node may be silent, ms (`--node-monitor-grace-period`). */
const graceMs = 50_000
const periodMs = 5000
const silent = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure']

/**
 * Taints nodes by their conditions, and makes them unknown when their Lease is not renewed; a node that never had a Lease is believed.
 * Rule: pkg/controller/nodelifecycle.
 */
export function startNodeLifecycleController(manager: Manager): () => void {
  const client = clientOf(manager, 'node-controller')
  const recorder = recorderOf(manager, 'node-controller')
  const known = manager.informers.of(nodes)
  const allLeases = manager.informers.of(leases)
  const allPods = manager.informers.of(pods)
  const queue = queueOf(manager, (name) => {
    const node = known.byKey(name)
    if (node === null) return
    const judged = judge(node)
    const taints = wantedTaints(judged, manager.clock.now())
    if (!sameStatus(taints, judged.spec?.taints))
      client.update(nodes, { ...judged, spec: { ...judged.spec, taints } })
    queue.addAfter(name, periodMs)
  })

  function judge(node: Stored<Node>): Stored<Node> {
    const { name } = node.metadata
    const renewed = allLeases.get('kube-node-lease', name)?.spec?.renewTime
    const lost = renewed !== undefined && manager.clock.now() - Date.parse(renewed) > graceMs
    const ready = node.status?.conditions?.find(({ type }) => type === 'Ready')
    const next = lost && ready?.status !== 'Unknown' ? markUnknown(node) : node
    const is = next.status?.conditions?.find(({ type }) => type === 'Ready')?.status
    if (is === 'False' || is === 'Unknown') markPods(name)
    return next
  }

  function markUnknown(node: Stored<Node>): Stored<Node> {
    const now = timestamp(manager.clock.now())
    const conditions = (node.status?.conditions ?? []).map((condition) =>
      silent.includes(condition.type)
        ? {
            ...condition,
            status: 'Unknown',
            reason: 'NodeStatusUnknown',
            message: 'Kubelet stopped posting node status.',
            lastTransitionTime: now,
          }
        : condition,
    )
    recorder.event(node, 'Normal', 'NodeNotReady', `Node ${node.metadata.name} status is now: NodeNotReady`)
    return client.updateStatus(nodes, { ...node, status: { ...node.status, conditions } })
  }

  /** Pods of a node that is not ready are not ready, so that Services leave them out. */
  function markPods(name: string): void {
    for (const pod of allPods.list(null)) {
      if (pod.spec?.nodeName !== name || podCondition(pod, 'Ready')?.status !== 'True') continue
      const now = timestamp(manager.clock.now())
      const conditions = (pod.status?.conditions ?? []).map((condition) =>
        condition.type === 'Ready' ? { ...condition, status: 'False', lastTransitionTime: now } : condition,
      )
      client.updateStatus(pods, { ...pod, status: { ...pod.status, conditions } })
      recorder.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready')
    }
  }

  return stopAll(queueAll(queue, known), () => queue.stop())
}
