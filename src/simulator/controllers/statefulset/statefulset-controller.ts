import type { Stored } from '../../api/object.ts'
import { controllerRevisions, pods, statefulSets } from '../../api/resource.ts'
import type { PodTemplateSpec, StatefulSet } from '../../api/schema/kubernetes-types.ts'
import { StatusError } from '../../api/status-error.ts'
import { claim } from '../machinery/claim.ts'
import { queueAll, queueOwners } from '../machinery/dependents.ts'
import { selects } from '../machinery/label-selector.ts'
import { clientOf, queueOf, recorderOf, stopAll, type Manager } from '../machinery/manager.ts'
import { byController } from '../machinery/owners.ts'
import { isNamespaceTerminating, podOf } from '../machinery/pod-control.ts'
import { isAvailable, isReady, untilNextAvailable, type StoredPod } from '../machinery/pod-state.ts'
import {
  currentRevision,
  revisionsOf,
  truncateHistory,
  type Revision,
} from '../machinery/revision-history.ts'
import { sameStatus } from '../machinery/status-writer.ts'
import { ordinalOf, revisionLabel, statefulPod } from './statefulset-pod.ts'

/**
 * Pods with names that stay, one after the other. Rule: pkg/controller/statefulset. volumeClaimTemplates and
 * rollingUpdate.maxUnavailable are not modelled: the former is refused in an event, the latter counts as 1.
 */
export function startStatefulSetController(manager: Manager): () => void {
  const client = clientOf(manager, 'statefulset-controller')
  const recorder = recorderOf(manager, 'statefulset-controller')
  const sets = manager.informers.of(statefulSets)
  const allPods = manager.informers.of(pods)
  const history = manager.informers.of(controllerRevisions)
  const queue = queueOf(manager, (key) => {
    const set = sets.byKey(key)
    if (set === null || set.metadata.deletionTimestamp !== undefined) return
    const again = sync(set)
    if (again !== null) queue.addAfter(key, again)
  })

  function sync(set: Stored<StatefulSet>): number | null {
    if ((set.spec?.volumeClaimTemplates ?? []).length > 0) {
      const message = 'volumeClaimTemplates are not modelled by the embedded cluster: no Pods are made'
      recorder.event(set, 'Warning', 'FailedCreate', message)
      return null
    }
    const now = manager.clock.now()
    const revisions = revisionsOf(history, set)
    const update = currentRevision(client, set, set.spec?.template ?? {}, revisions, (hash) => ({
      ...set.spec?.template.metadata?.labels,
      [revisionLabel]: hash,
    }))
    const before = revisions.find(({ metadata }) => metadata.name === set.status?.currentRevision) ?? update
    const owned = claimPods(set)
    const used = new Set([...owned.map(revisionOf), update.metadata.name, before.metadata.name])
    truncateHistory(
      client,
      revisions,
      ({ metadata }) => used.has(metadata.name),
      set.spec?.revisionHistoryLimit ?? 10,
    )
    step(set, owned, before, update, now)
    writeStatus(set, claimPods(set), before, update, now)
    return untilNextAvailable(owned, set.spec?.minReadySeconds ?? 0, now)
  }

  function claimPods(set: Stored<StatefulSet>): readonly StoredPod[] {
    const namespace = set.metadata.namespace ?? ''
    const orphans = allPods
      .find(byController, '')
      .filter((pod) => pod.metadata.namespace === namespace && ordinalOf(set, pod) >= 0)
    const candidates = [...allPods.find(byController, set.metadata.uid), ...orphans]
    return [
      ...claim(client, pods, set, candidates, ({ metadata }) => selects(set.spec?.selector, metadata.labels)),
    ].sort((a, b) => ordinalOf(set, a) - ordinalOf(set, b))
  }

  /** As much as may be done now. Rule: stateful_set_control.go `updateStatefulSet`. */
  function step(
    set: Stored<StatefulSet>,
    owned: readonly StoredPod[],
    before: Revision,
    update: Revision,
    now: number,
  ): void {
    const parallel = set.spec?.podManagementPolicy === 'Parallel'
    const first = set.spec?.ordinals?.start ?? 0
    const count = set.spec?.replicas ?? 0
    const seconds = set.spec?.minReadySeconds ?? 0
    const byOrdinal = new Map(owned.map((pod) => [ordinalOf(set, pod), pod]))
    const partition = set.spec?.updateStrategy?.rollingUpdate?.partition ?? 0
    for (let ordinal = first; ordinal < first + count; ordinal++) {
      const pod = byOrdinal.get(ordinal)
      if (pod === undefined) {
        const old = ordinal < first + partition || (set.status?.currentReplicas ?? 0) > ordinal - first
        create(set, ordinal, old ? before : update)
        if (!parallel) return
      } else if (
        pod.metadata.deletionTimestamp === undefined &&
        (pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded')
      ) {
        remove(set, pod)
        if (!parallel) return
      } else if (
        !parallel &&
        (pod.metadata.deletionTimestamp !== undefined || !isAvailable(pod, seconds, now))
      )
        return
    }
    const condemned = owned
      .filter((pod) => ordinalOf(set, pod) < first || ordinalOf(set, pod) >= first + count)
      .toReversed()
    for (const pod of condemned) {
      if (pod.metadata.deletionTimestamp === undefined) remove(set, pod)
      if (!parallel) return
    }
    if (set.spec?.updateStrategy?.type === 'OnDelete') return
    for (let ordinal = first + count - 1; ordinal >= first + partition; ordinal--) {
      const pod = byOrdinal.get(ordinal)
      if (pod === undefined) return
      if (pod.metadata.deletionTimestamp !== undefined) return
      if (revisionOf(pod) !== update.metadata.name) {
        remove(set, pod)
        return
      }
      if (!isAvailable(pod, seconds, now)) return
    }
  }

  function create(set: Stored<StatefulSet>, ordinal: number, revision: Revision): void {
    const template = templateOf(revision) ?? set.spec?.template ?? {}
    const name = `${set.metadata.name}-${ordinal}`
    const what = `create Pod ${name} in StatefulSet ${set.metadata.name}`
    const made = statefulPod(set, template, ordinal, revision.metadata.name)
    try {
      client.create(pods, podOf(set, template, made))
    } catch (error) {
      if (isNamespaceTerminating(error)) return
      if (error instanceof StatusError)
        recorder.event(set, 'Warning', 'FailedCreate', `${what} failed error: ${error.message}`)
      throw error
    }
    recorder.event(set, 'Normal', 'SuccessfulCreate', `${what} successful`)
  }

  function remove(set: Stored<StatefulSet>, pod: StoredPod): void {
    const { namespace = '', name, uid } = pod.metadata
    client.delete(pods, namespace, name, { uid })
    recorder.event(
      set,
      'Normal',
      'SuccessfulDelete',
      `delete Pod ${name} in StatefulSet ${set.metadata.name} successful`,
    )
  }

  /** Rule: `updateStatus` and `completeRollingUpdate`. */
  function writeStatus(
    set: Stored<StatefulSet>,
    owned: readonly StoredPod[],
    before: Revision,
    update: Revision,
    now: number,
  ): void {
    const alive = owned.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    const of = (revision: Revision) =>
      alive.filter((pod) => revisionOf(pod) === revision.metadata.name).length
    const seconds = set.spec?.minReadySeconds ?? 0
    const ready = owned.filter(isReady).length
    const replicas = owned.length
    const done = of(update) === replicas && ready === replicas && replicas === (set.spec?.replicas ?? 0)
    const current = done ? update : before
    const currentReplicas = of(current)
    const { collisionCount = 0 } = set.status ?? {}
    const status = {
      observedGeneration: set.metadata.generation ?? 0,
      replicas,
      ...(ready > 0 && { readyReplicas: ready }),
      ...(currentReplicas > 0 && { currentReplicas }),
      ...(of(update) > 0 && { updatedReplicas: of(update) }),
      currentRevision: current.metadata.name,
      updateRevision: update.metadata.name,
      collisionCount,
      availableReplicas: owned.filter((pod) => isAvailable(pod, seconds, now)).length,
    }
    if (!sameStatus(set.status, status)) client.updateStatus(statefulSets, { ...set, status })
  }

  return stopAll(
    queueAll(queue, sets),
    queueOwners(queue, allPods, sets, 'StatefulSet', ({ spec }, pod) =>
      selects(spec?.selector, pod.metadata.labels),
    ),
    () => queue.stop(),
  )
}

function revisionOf({ metadata }: StoredPod): string {
  return metadata.labels?.[revisionLabel] ?? ''
}

/** The template that a revision holds. */
function templateOf({ data }: Revision): PodTemplateSpec | undefined {
  return (data as { spec?: { template?: PodTemplateSpec } } | undefined)?.spec?.template
}
