import { timestamp } from '../../api/object.ts'
import { nodes, pods } from '../../api/resource.ts'
import type { PodCondition } from '../../api/schema/kubernetes-types.ts'
import { clientOf, queueOf, stopAll, type Manager } from '../machinery/manager.ts'
import { isDone, type StoredPod } from '../machinery/pod-state.ts'

const periodMs = 20_000
/** How long a node must be gone before its Pods go. */
const quarantineMs = 40_000

/** Deletes Pods whose node is gone, and unscheduled ones that are being deleted. Rule: pkg/controller/podgc. */
export function startPodGc(manager: Manager): () => void {
  const client = clientOf(manager, 'pod-garbage-collector')
  const allPods = manager.informers.of(pods)
  const allNodes = manager.informers.of(nodes)
  const missingSince = new Map<string, number>()
  const queue = queueOf(manager, (key) => {
    collect(manager.clock.now())
    queue.addAfter(key, periodMs)
  })

  function collect(now: number): void {
    const seen = new Set<string>()
    for (const pod of allPods.list(null)) {
      const node = pod.spec?.nodeName ?? ''
      if (node === '') {
        if (pod.metadata.deletionTimestamp !== undefined) remove(isDone(pod) ? pod : failed(pod, []))
        continue
      }
      if (allNodes.get('', node) !== null) continue
      seen.add(node)
      const since = missingSince.get(node) ?? now
      missingSince.set(node, since)
      if (now - since >= quarantineMs) remove(isDone(pod) ? pod : failed(pod, [nodeGone(now)]))
    }
    for (const node of missingSince.keys()) if (!seen.has(node)) missingSince.delete(node)
  }

  /** A Pod that no kubelet can end has failed; who counts it may let it go. */
  function failed(pod: StoredPod, why: readonly PodCondition[]): StoredPod {
    const conditions = [
      ...(pod.status?.conditions ?? []).filter(({ type }) => !why.some((one) => one.type === type)),
      ...why,
    ]
    return client.updateStatus(pods, { ...pod, status: { ...pod.status, phase: 'Failed', conditions } })
  }

  function remove({ metadata }: StoredPod): void {
    client.delete(pods, metadata.namespace ?? '', metadata.name, { gracePeriodSeconds: 0, uid: metadata.uid })
  }

  queue.addAfter('all', periodMs)
  return stopAll(() => queue.stop())
}

function nodeGone(now: number): PodCondition {
  return {
    type: 'DisruptionTarget',
    status: 'True',
    lastTransitionTime: timestamp(now),
    reason: 'DeletionByPodGC',
    message: 'PodGC: node no longer exists',
  }
}
