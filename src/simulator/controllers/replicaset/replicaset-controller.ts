import type { Client } from '../../api/client.ts'
import type { Stored } from '../../api/object.ts'
import { pods, replicaSets } from '../../api/resource.ts'
import type { Pod, ReplicaSet } from '../../api/schema/kubernetes-types.ts'
import type { StatusError } from '../../api/status-error.ts'
import { claim } from '../machinery/claim.ts'
import { queueAll, queueOwners } from '../machinery/dependents.ts'
import type { Informer } from '../machinery/informer.ts'
import { selects } from '../machinery/label-selector.ts'
import { clientOf, queueOf, recorderOf, stopAll, type Manager } from '../machinery/manager.ts'
import { byController, controllerOf } from '../machinery/owners.ts'
import { isNamespaceTerminating, PodControl } from '../machinery/pod-control.ts'
import { isActive, isTerminating, untilNextAvailable, type StoredPod } from '../machinery/pod-state.ts'
import { sameStatus } from '../machinery/status-writer.ts'
import { podsToDelete } from './deletion-rank.ts'
import { replicaSetStatus } from './replicaset-status.ts'
import { slowStart } from './slow-start.ts'

const burstReplicas = 500

/** Keeps the number of Pods that each ReplicaSet asks for. Rule: pkg/controller/replicaset. */
export function startReplicaSetController(manager: Manager): () => void {
  const client = clientOf(manager, 'replicaset-controller')
  const control = new PodControl(client, recorderOf(manager, 'replicaset-controller'))
  const sets = manager.informers.of(replicaSets)
  const allPods = manager.informers.of(pods)
  const queue = queueOf(manager, (key) => {
    const set = sets.byKey(key)
    if (set === null) return
    const again = sync(set)
    if (again !== null) queue.addAfter(key, again)
  })

  /** ms until availability must be looked at again; null for never. */
  function sync(set: Stored<ReplicaSet>): number | null {
    const now = manager.clock.now()
    const claimed = claimPods(client, set, allPods)
    const active = claimed.filter(isActive)
    const failure = set.metadata.deletionTimestamp === undefined ? manage(set, active) : null
    const terminating = claimed.filter(isTerminating).length
    const status = replicaSetStatus(set, active, terminating, failure, now)
    if (!sameStatus(set.status, status)) client.updateStatus(replicaSets, { ...set, status })
    if (failure !== null) throw failure
    return untilNextAvailable(active, set.spec?.minReadySeconds ?? 0, now)
  }

  function manage(set: Stored<ReplicaSet>, active: readonly StoredPod[]): StatusError | null {
    const missing = (set.spec?.replicas ?? 0) - active.length
    if (missing > 0) {
      const template = set.spec?.template ?? {}
      const failure = slowStart(Math.min(missing, burstReplicas), () => control.create(set, template))
      return isNamespaceTerminating(failure) ? null : failure
    }
    if (missing === 0) return null
    const count = Math.min(-missing, burstReplicas)
    for (const pod of podsToDelete(active, relatedPods(set), count, manager.clock.now()))
      control.delete(set, pod)
    return null
  }

  /** The Pods of all ReplicaSets that the same Deployment owns. */
  function relatedPods(set: Stored<ReplicaSet>): readonly StoredPod[] {
    const owner = controllerOf(set)
    const siblings = owner === undefined ? [set] : sets.find(byController, owner.uid)
    return siblings.flatMap(({ metadata }) => allPods.find(byController, metadata.uid))
  }

  return stopAll(
    queueAll(queue, sets),
    queueOwners(queue, allPods, sets, 'ReplicaSet', ({ spec }, pod) =>
      selects(spec?.selector, pod.metadata.labels),
    ),
    () => queue.stop(),
  )
}

/** Its Pods, done ones left out; orphans that it selects become its own. */
function claimPods(client: Client, set: Stored<ReplicaSet>, informer: Informer<Pod>): readonly StoredPod[] {
  const namespace = set.metadata.namespace ?? ''
  const orphans = informer.find(byController, '').filter(({ metadata }) => metadata.namespace === namespace)
  const candidates = [...informer.find(byController, set.metadata.uid), ...orphans].filter(
    (pod) => isActive(pod) || isTerminating(pod),
  )
  return claim(client, pods, set, candidates, ({ metadata }) => selects(set.spec?.selector, metadata.labels))
}
