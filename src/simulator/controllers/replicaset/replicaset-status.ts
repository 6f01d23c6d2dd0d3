import { timestamp, type Stored } from '../../api/object.ts'
import type { ReplicaSet, ReplicaSetStatus } from '../../api/schema/kubernetes-types.ts'
import { withCondition, withoutCondition } from '../machinery/conditions.ts'
import { selectsAll } from '../machinery/label-selector.ts'
import { isAvailable, isReady, type StoredPod } from '../machinery/pod-state.ts'

/** Rule: replica_set_utils.go `calculateStatus`; `failure` is what managing the replicas ran into, null for nothing. */
export function replicaSetStatus(
  { metadata, spec, status }: Stored<ReplicaSet>,
  active: readonly StoredPod[],
  terminating: number,
  failure: Error | null,
  now: number,
): ReplicaSetStatus {
  const ready = active.filter(isReady)
  const templateLabels = spec?.template?.metadata?.labels ?? {}
  const surplus = active.length - (spec?.replicas ?? 0)
  const conditions =
    failure === null
      ? withoutCondition(status?.conditions, 'ReplicaFailure')
      : (status?.conditions ?? []).some(({ type }) => type === 'ReplicaFailure')
        ? (status?.conditions ?? [])
        : withCondition(status?.conditions, {
            type: 'ReplicaFailure',
            status: 'True',
            lastTransitionTime: timestamp(now),
            reason: surplus < 0 ? 'FailedCreate' : 'FailedDelete',
            message: failure.message,
          })
  return {
    replicas: active.length,
    fullyLabeledReplicas: active.filter((pod) => selectsAll(templateLabels, pod.metadata.labels)).length,
    readyReplicas: ready.length,
    availableReplicas: ready.filter((pod) => isAvailable(pod, spec?.minReadySeconds ?? 0, now)).length,
    terminatingReplicas: terminating,
    observedGeneration: metadata.generation ?? 0,
    ...(conditions.length > 0 && { conditions }),
  }
}
