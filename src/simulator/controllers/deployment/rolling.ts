import type { Stored } from '../../api/object.ts'
import type { Deployment } from '../../api/schema/kubernetes-types.ts'
import { maxUnavailable, wantedReplicas } from './fenceposts.ts'
import { newSize } from './new-replicaset.ts'
import { allOf, isActive, replaced, sizeOf, sum, type Sets, type StoredReplicaSet } from './replicasets.ts'
import { scaleReplicaSet, type Rollout } from './rollout.ts'

/** One step of a rolling update: the new ReplicaSet up, else the old ones down. Rule: deployment/rolling.go. */
export function rollOn(rollout: Rollout, deployment: Stored<Deployment>, sets: Sets): Sets {
  const { current } = sets
  if (current === null) return sets
  const wanted = wantedReplicas(deployment)
  const size = sizeOf(current) > wanted ? wanted : newSize(deployment, sets)
  if (size !== sizeOf(current)) return replaced(sets, scaleReplicaSet(rollout, deployment, current, size))
  return scaleDownOld(rollout, deployment, sets, current)
}

/** Rule: rolling.go `reconcileOldReplicaSets`: first replicas that are not available, then as many as may be missing. */
function scaleDownOld(
  rollout: Rollout,
  deployment: Stored<Deployment>,
  sets: Sets,
  current: StoredReplicaSet,
): Sets {
  if (!sets.old.some(isActive)) return sets
  const least = wantedReplicas(deployment) - maxUnavailable(deployment)
  const notYetAvailable = sizeOf(current) - (current.status?.availableReplicas ?? 0)
  const most = sum(allOf(sets), sizeOf) - least - notYetAvailable
  if (most <= 0) return sets
  const cleaned = takeAway(rollout, deployment, sets, most, unavailable)
  const available = sum(allOf(cleaned), ({ status }) => status?.availableReplicas)
  return takeAway(rollout, deployment, cleaned, available - least, sizeOf)
}

/** At most `most` replicas of the old ReplicaSets, oldest first, from each at most what `of` says. */
function takeAway(
  rollout: Rollout,
  deployment: Stored<Deployment>,
  sets: Sets,
  most: number,
  of: (set: StoredReplicaSet) => number,
): Sets {
  let left = most
  let next = sets
  for (const set of sets.old.filter(isActive)) {
    const count = Math.min(left, of(set))
    if (count <= 0) continue
    next = replaced(next, scaleReplicaSet(rollout, deployment, set, sizeOf(set) - count))
    left -= count
  }
  return next
}

function unavailable(set: StoredReplicaSet): number {
  return sizeOf(set) - (set.status?.availableReplicas ?? 0)
}
