import { timestamp, type Stored } from '../../api/object.ts'
import type { Deployment, DeploymentCondition, DeploymentStatus } from '../../api/schema/kubernetes-types.ts'
import { withCondition } from '../machinery/conditions.ts'
import { maxUnavailable, wantedReplicas } from './fenceposts.ts'
import { allOf, sizeOf, sum, type Sets, type StoredReplicaSet } from './replicasets.ts'

/** A condition that is true from now on. */
export function deploymentCondition(
  type: string,
  status: 'True' | 'False' | 'Unknown',
  reason: string,
  message: string,
  now: number,
): DeploymentCondition {
  const time = timestamp(now)
  return { type, status, lastUpdateTime: time, lastTransitionTime: time, reason, message }
}

/** Counts and Available. Rule: deployment/sync.go `calculateStatus`. */
export function deploymentStatus(deployment: Stored<Deployment>, sets: Sets, now: number): DeploymentStatus {
  const all = allOf(sets)
  const available = sum(all, ({ status }) => status?.availableReplicas)
  const enough = available >= wantedReplicas(deployment) - maxUnavailable(deployment)
  const condition = enough
    ? deploymentCondition(
        'Available',
        'True',
        'MinimumReplicasAvailable',
        'Deployment has minimum availability.',
        now,
      )
    : deploymentCondition(
        'Available',
        'False',
        'MinimumReplicasUnavailable',
        'Deployment does not have minimum availability.',
        now,
      )
  const { collisionCount, conditions } = deployment.status ?? {}
  const terminating = terminatingReplicas(all)
  return {
    observedGeneration: deployment.metadata.generation ?? 0,
    replicas: sum(all, ({ status }) => status?.replicas),
    updatedReplicas: sets.current?.status?.replicas ?? 0,
    readyReplicas: sum(all, ({ status }) => status?.readyReplicas),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, sum(all, sizeOf) - available),
    ...(terminating !== null && { terminatingReplicas: terminating }),
    ...(collisionCount !== undefined && { collisionCount }),
    conditions: withCondition(conditions, condition),
  }
}

/** Null while a ReplicaSet that was seen by its controller does not say. */
function terminatingReplicas(sets: readonly StoredReplicaSet[]): number | null {
  const counted = sets.filter(({ status }) => (status?.observedGeneration ?? 0) > 0)
  if (counted.some(({ status }) => status?.terminatingReplicas === undefined)) return null
  return sum(counted, ({ status }) => status?.terminatingReplicas)
}

/** All replicas are of the new template and available (`DeploymentComplete`). */
export function isComplete(deployment: Stored<Deployment>, status: DeploymentStatus | undefined): boolean {
  const wanted = wantedReplicas(deployment)
  return (
    (status?.updatedReplicas ?? 0) === wanted &&
    (status?.replicas ?? 0) === wanted &&
    (status?.availableReplicas ?? 0) === wanted &&
    (status?.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  )
}
