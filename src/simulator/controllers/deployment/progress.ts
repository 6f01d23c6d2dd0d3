import type { Stored } from '../../api/object.ts'
import type { Deployment, DeploymentCondition, DeploymentStatus } from '../../api/schema/kubernetes-types.ts'
import { findCondition, withCondition, withoutCondition } from '../machinery/conditions.ts'
import { deploymentCondition, deploymentStatus, isComplete } from './deployment-status.ts'
import { allOf, type Sets } from './replicasets.ts'

const never = 2 ** 31 - 1

/** The largest int32 stands for none. */
export function progressDeadline({ spec }: Stored<Deployment>): number | null {
  const seconds = spec?.progressDeadlineSeconds
  return seconds === undefined || seconds === never ? null : seconds
}

/** The status during a rollout, with Progressing and ReplicaFailure. Rule: deployment/progress.go `syncRolloutStatus`. */
export function rolloutStatus(deployment: Stored<Deployment>, sets: Sets, now: number): DeploymentStatus {
  const counted = deploymentStatus(deployment, sets, now)
  const progressed = withProgress(deployment, sets, counted, now)
  const failure = replicaFailure(sets)
  const conditions =
    failure === undefined
      ? withoutCondition(progressed, 'ReplicaFailure')
      : withCondition(progressed, { ...failure, lastUpdateTime: failure.lastTransitionTime })
  return { ...counted, conditions }
}

/** ms until the rollout is to be looked at again; null when it is complete, has timed out or has no deadline. */
export function untilDeadline(
  deployment: Stored<Deployment>,
  status: DeploymentStatus,
  now: number,
): number | null {
  const deadline = progressDeadline(deployment)
  const condition = findCondition(deployment.status?.conditions, 'Progressing')
  if (deadline === null || condition?.lastUpdateTime === undefined) return null
  if (isComplete(deployment, status) || condition.reason === 'ProgressDeadlineExceeded') return null
  const left = Date.parse(condition.lastUpdateTime) + deadline * 1000 - now
  return Math.max(0, left) + 1000
}

function withProgress(
  deployment: Stored<Deployment>,
  sets: Sets,
  status: DeploymentStatus,
  now: number,
): readonly DeploymentCondition[] {
  const conditions = status.conditions ?? []
  const deadline = progressDeadline(deployment)
  if (deadline === null) return withoutCondition(conditions, 'Progressing')
  const current = findCondition(deployment.status?.conditions, 'Progressing')
  const wasComplete =
    status.replicas === status.updatedReplicas && current?.reason === 'NewReplicaSetAvailable'
  if (wasComplete) return conditions
  const what =
    sets.current === null
      ? `Deployment "${deployment.metadata.name}"`
      : `ReplicaSet "${sets.current.metadata.name}"`
  if (isComplete(deployment, status)) {
    const message = `${what} has successfully progressed.`
    return withCondition(
      conditions,
      deploymentCondition('Progressing', 'True', 'NewReplicaSetAvailable', message, now),
    )
  }
  if (hasProgressed(deployment.status ?? {}, status)) {
    const next = deploymentCondition(
      'Progressing',
      'True',
      'ReplicaSetUpdated',
      `${what} is progressing.`,
      now,
    )
    const kept = current?.status === 'True' ? { lastTransitionTime: current.lastTransitionTime } : {}
    return [...withoutCondition(conditions, 'Progressing'), { ...next, ...kept }]
  }
  if (!hasTimedOut(current, deadline, now)) return conditions
  const message = `${what} has timed out progressing.`
  return withCondition(
    conditions,
    deploymentCondition('Progressing', 'False', 'ProgressDeadlineExceeded', message, now),
  )
}

/** Rule: `DeploymentProgressing`. */
function hasProgressed(old: DeploymentStatus, next: DeploymentStatus): boolean {
  const outdated = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus) => replicas - updatedReplicas
  return (
    (next.updatedReplicas ?? 0) > (old.updatedReplicas ?? 0) ||
    outdated(next) < outdated(old) ||
    (next.readyReplicas ?? 0) > (old.readyReplicas ?? 0) ||
    (next.availableReplicas ?? 0) > (old.availableReplicas ?? 0)
  )
}

/** Rule: `DeploymentTimedOut`. */
function hasTimedOut(condition: DeploymentCondition | undefined, deadline: number, now: number): boolean {
  if (condition?.lastUpdateTime === undefined || condition.reason === 'NewReplicaSetAvailable') return false
  if (condition.reason === 'ProgressDeadlineExceeded') return true
  return Date.parse(condition.lastUpdateTime) + deadline * 1000 < now
}

/** That of the new ReplicaSet before those of the old ones. */
function replicaFailure(sets: Sets): DeploymentCondition | undefined {
  const ordered = sets.current === null ? allOf(sets) : [sets.current, ...allOf(sets)]
  return ordered.flatMap(({ status }) => findCondition(status?.conditions, 'ReplicaFailure') ?? [])[0]
}
