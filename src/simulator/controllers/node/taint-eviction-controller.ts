import { timestamp, type Stored } from '../../api/object.ts'
import { nodes, pods } from '../../api/resource.ts'
import type { Taint } from '../../api/schema/kubernetes-types.ts'
import { queueAll } from '../machinery/dependents.ts'
import { keyOfObject } from '../machinery/informer.ts'
import { clientOf, queueOf, recorderOf, stopAll, type Manager } from '../machinery/manager.ts'
import type { StoredPod } from '../machinery/pod-state.ts'
import { sameStatus } from '../machinery/status-writer.ts'
import { tolerates, untolerated } from '../machinery/tolerations.ts'

/** Deletes Pods that do not tolerate their node's NoExecute taints, or no longer. Rule: pkg/controller/tainteviction. */
export function startTaintEvictionController(manager: Manager): () => void {
  const client = clientOf(manager, 'node-controller')
  const recorder = recorderOf(manager, 'taint-eviction-controller')
  const allPods = manager.informers.of(pods)
  const allNodes = manager.informers.of(nodes)
  const queue = queueOf(manager, (key) => {
    const pod = allPods.byKey(key)
    if (pod === null || pod.metadata.deletionTimestamp !== undefined) return
    const taints = (allNodes.get('', pod.spec?.nodeName ?? '')?.spec?.taints ?? []).filter(isNoExecute)
    if (taints.length === 0) return
    const left = toleratedMs(pod, taints, manager.clock.now())
    if (left === null) return
    if (left > 0) queue.addAfter(key, left)
    else evict(pod)
  })

  function evict(pod: StoredPod): void {
    recorder.event(pod, 'Normal', 'TaintManagerEviction', `Marking for deletion Pod ${keyOfObject(pod)}`)
    const conditions = [
      ...(pod.status?.conditions ?? []).filter(({ type }) => type !== 'DisruptionTarget'),
      {
        type: 'DisruptionTarget',
        status: 'True',
        lastTransitionTime: timestamp(manager.clock.now()),
        reason: 'DeletionByTaintManager',
        message: 'Taint manager: deleting due to NoExecute taint',
      },
    ]
    client.updateStatus(pods, { ...pod, status: { ...pod.status, conditions } })
    const { namespace = '', name, uid } = pod.metadata
    client.delete(pods, namespace, name, { uid })
  }

  return stopAll(
    queueAll(queue, allPods),
    allNodes.onChange(({ type, object, previous }) => {
      if (type === 'DELETED' || sameStatus(previous?.spec?.taints, object.spec?.taints)) return
      for (const pod of allPods.list(null)) {
        if (pod.spec?.nodeName === object.metadata.name) queue.add(keyOfObject(pod))
      }
    }),
    () => queue.stop(),
  )
}

function isNoExecute({ effect }: Taint): boolean {
  return effect === 'NoExecute'
}

/** ms that the Pod may stay; null for ever. The shortest tolerationSeconds counts, from when its taint was added. */
function toleratedMs(
  { spec }: Stored<{ readonly spec?: StoredPod['spec'] }>,
  taints: readonly Taint[],
  now: number,
): number | null {
  const tolerations = spec?.tolerations ?? []
  if (untolerated(taints, tolerations, ['NoExecute']).length > 0) return 0
  const ends = taints.flatMap((taint) => {
    const seconds = tolerations
      .filter((one) => tolerates(one, taint))
      .flatMap(({ tolerationSeconds }) => tolerationSeconds ?? [])
    return seconds.length === 0
      ? []
      : [Date.parse(taint.timeAdded ?? '') + Math.max(0, Math.min(...seconds)) * 1000]
  })
  const known = ends.map((end) => (Number.isNaN(end) ? now : end))
  return known.length === 0 ? null : Math.max(0, Math.min(...known) - now)
}
