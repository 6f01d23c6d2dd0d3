import type { Stored } from '../../api/object.ts'
import type { Deployment } from '../../api/schema/kubernetes-types.ts'
import { isRollingUpdate, maxSurge, wantedReplicas } from './fenceposts.ts'
import {
  allOf,
  isActive,
  oldestFirst,
  replaced,
  sizeOf,
  sum,
  type Sets,
  type StoredReplicaSet,
} from './replicasets.ts'
import { desiredReplicasAnnotation, maxReplicasAnnotation } from './revisions.ts'
import { scaleReplicaSet, type Rollout } from './rollout.ts'

/**
 * Makes the ReplicaSets fit a new size of the Deployment: the only active one takes it all; during a rollout each takes its share.
 * Rule: deployment/sync.go `scale`.
 */
export function scaleDeployment(rollout: Rollout, deployment: Stored<Deployment>, sets: Sets): Sets {
  const wanted = wantedReplicas(deployment)
  const active = allOf(sets).filter(isActive)
  const only =
    active.length === 1 ? active[0] : active.length === 0 ? (sets.current ?? sets.old.at(-1)) : undefined
  if (only !== undefined) {
    return sizeOf(only) === wanted ? sets : replaced(sets, scaleReplicaSet(rollout, deployment, only, wanted))
  }
  if (active.length === 0) return sets
  const sizes = isSaturated(deployment, sets.current)
    ? new Map(sets.old.filter(isActive).map((set) => [set, 0]))
    : isRollingUpdate(deployment)
      ? shares(deployment, active)
      : new Map<StoredReplicaSet, number>()
  return [...sizes].reduce(
    (next, [set, size]) => replaced(next, scaleReplicaSet(rollout, deployment, set, size)),
    sets,
  )
}

/** The new ReplicaSet holds all replicas and all are available (`IsSaturated`). */
function isSaturated(deployment: Stored<Deployment>, set: StoredReplicaSet | null): boolean {
  const wanted = wantedReplicas(deployment)
  return (
    set !== null &&
    sizeOf(set) === wanted &&
    set.metadata.annotations?.[desiredReplicasAnnotation] === String(wanted) &&
    set.status?.availableReplicas === wanted
  )
}

function shares(
  deployment: Stored<Deployment>,
  active: readonly StoredReplicaSet[],
): Map<StoredReplicaSet, number> {
  const wanted = wantedReplicas(deployment)
  const allowed = wanted > 0 ? wanted + maxSurge(deployment) : 0
  const toAdd = allowed - sum(active, sizeOf)
  const ordered = [...active].sort((a, b) => {
    const size = sizeOf(b) - sizeOf(a)
    return size !== 0 ? size : toAdd > 0 ? oldestFirst(b, a) : oldestFirst(a, b)
  })
  let added = 0
  const sizes = new Map(
    ordered.map((set) => {
      const share = shareOf(deployment, set, toAdd, added)
      added += share
      return [set, sizeOf(set) + share]
    }),
  )
  const [largest] = ordered
  if (largest !== undefined) sizes.set(largest, Math.max(0, (sizes.get(largest) ?? 0) + toAdd - added))
  return sizes
}

/** Rule: `GetReplicaSetProportion`. */
function shareOf(
  deployment: Stored<Deployment>,
  set: StoredReplicaSet,
  toAdd: number,
  added: number,
): number {
  if (toAdd === 0 || toAdd === added) return 0
  const fraction = fractionOf(deployment, set)
  return toAdd > 0 ? Math.min(fraction, toAdd - added) : Math.max(fraction, toAdd - added)
}

function fractionOf(deployment: Stored<Deployment>, set: StoredReplicaSet): number {
  const wanted = wantedReplicas(deployment)
  const size = sizeOf(set)
  if (wanted === 0) return -size
  const annotated = Number(set.metadata.annotations?.[maxReplicasAnnotation] ?? 0)
  const before = Number.isInteger(annotated) && annotated > 0 ? annotated : (deployment.status?.replicas ?? 0)
  if (before === 0) return 0
  return Math.round((size * (wanted + maxSurge(deployment))) / before) - size
}
