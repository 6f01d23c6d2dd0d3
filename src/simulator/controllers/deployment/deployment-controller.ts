import type { Stored } from '../../api/object.ts'
import { deployments, pods, replicaSets } from '../../api/resource.ts'
import type { Deployment } from '../../api/schema/kubernetes-types.ts'
import { claim } from '../machinery/claim.ts'
import { findCondition } from '../machinery/conditions.ts'
import { queueAll, queueOwners } from '../machinery/dependents.ts'
import { keyOfObject } from '../machinery/informer.ts'
import { selects } from '../machinery/label-selector.ts'
import { clientOf, queueOf, recorderOf, stopAll, type Manager } from '../machinery/manager.ts'
import { byController, controllerOf } from '../machinery/owners.ts'
import { isDone } from '../machinery/pod-state.ts'
import { deploymentStatus, isComplete } from './deployment-status.ts'
import { wantedReplicas } from './fenceposts.ts'
import { settle, type Settled } from './new-replicaset.ts'
import { progressDeadline, rolloutStatus, untilDeadline } from './progress.ts'
import { scaleDeployment } from './proportional-scaling.ts'
import { allOf, isActive, oldestFirst, partition, replaced, sizeOf, sum, type Sets } from './replicasets.ts'
import { desiredReplicasAnnotation, revisionOf } from './revisions.ts'
import { rollOn } from './rolling.ts'
import { scaleReplicaSet, writeProgress, writeStatus, type Rollout } from './rollout.ts'

const unlimited = 2 ** 31 - 1

/** Rolls Deployments out over ReplicaSets. Rule: pkg/controller/deployment. */
export function startDeploymentController(manager: Manager): () => void {
  const client = clientOf(manager, 'deployment-controller')
  const recorder = recorderOf(manager, 'deployment-controller')
  const rollout: Rollout = { client, recorder, clock: manager.clock }
  const known = manager.informers.of(deployments)
  const sets = manager.informers.of(replicaSets)
  const allPods = manager.informers.of(pods)
  const queue = queueOf(manager, (key) => {
    const deployment = known.byKey(key)
    if (deployment !== null) sync(key, deployment)
  })

  function sync(key: string, stored: Stored<Deployment>): void {
    const owned = claimSets(stored)
    const found = { deployment: stored, sets: partition(stored, owned) }
    if (stored.metadata.deletionTimestamp !== undefined) {
      writeStatus(rollout, stored, deploymentStatus(stored, found.sets, manager.clock.now()))
      return
    }
    const deployment = notePause(rollout, stored)
    const { paused = false } = deployment.spec ?? {}
    const settled = settle(rollout, { ...found, deployment }, false)
    if (paused || isScaled(deployment, settled.sets)) {
      const scaled = scaleDeployment(rollout, settled.deployment, settled.sets)
      if (paused) cleanUp(rollout, settled.deployment, scaled)
      writeStatus(
        rollout,
        settled.deployment,
        deploymentStatus(settled.deployment, scaled, manager.clock.now()),
      )
      return
    }
    const recreate = deployment.spec?.strategy?.type === 'Recreate'
    const next = recreate ? recreateOn(settled) : rollingOn(settled)
    const status = rolloutStatus(next.deployment, next.sets, manager.clock.now())
    writeStatus(rollout, next.deployment, status)
    const again = untilDeadline(next.deployment, status, manager.clock.now())
    if (again !== null) queue.addAfter(key, again)
  }

  function claimSets(deployment: Stored<Deployment>) {
    const namespace = deployment.metadata.namespace ?? ''
    const orphans = sets.find(byController, '').filter(({ metadata }) => metadata.namespace === namespace)
    const candidates = [...sets.find(byController, deployment.metadata.uid), ...orphans]
    return claim(client, replicaSets, deployment, candidates, ({ metadata }) =>
      selects(deployment.spec?.selector, metadata.labels),
    )
  }

  function rollingOn(found: Settled): Settled {
    const settled = settle(rollout, found, true)
    const stepped = rollOn(rollout, settled.deployment, settled.sets)
    if (stepped === settled.sets && isComplete(settled.deployment, settled.deployment.status)) {
      cleanUp(rollout, settled.deployment, settled.sets)
    }
    return { deployment: settled.deployment, sets: stepped }
  }

  /** Rule: deployment/recreate.go: old Pods are gone before new ones are made. */
  function recreateOn(found: Settled): Settled {
    const { deployment } = found
    const active = found.sets.old.filter(isActive)
    if (active.length > 0) {
      const down = active.reduce(
        (next, set) => replaced(next, scaleReplicaSet(rollout, deployment, set, 0)),
        found.sets,
      )
      return { deployment, sets: down }
    }
    if (oldPodsRun(found.sets)) return found
    const settled = found.sets.current === null ? settle(rollout, found, true) : found
    const { current } = settled.sets
    if (current === null) return settled
    const wanted = wantedReplicas(settled.deployment)
    const grown =
      sizeOf(current) === wanted ? current : scaleReplicaSet(rollout, settled.deployment, current, wanted)
    if (isComplete(settled.deployment, settled.deployment.status))
      cleanUp(rollout, settled.deployment, settled.sets)
    return { deployment: settled.deployment, sets: { ...settled.sets, current: grown } }
  }

  function oldPodsRun({ old }: Sets): boolean {
    if (sum(old, ({ status }) => status?.replicas) > 0) return true
    return old.some(({ metadata }) => allPods.find(byController, metadata.uid).some((pod) => !isDone(pod)))
  }

  return stopAll(
    queueAll(queue, known),
    queueOwners(queue, sets, known, 'Deployment', ({ spec }, set) =>
      selects(spec?.selector, set.metadata.labels),
    ),
    // A Recreate waits for the last old Pod to go.
    allPods.onChange(({ type, object }) => {
      if (type !== 'DELETED') return
      const owner = controllerOf(object)
      if (owner?.kind !== 'ReplicaSet') return
      const set = sets.get(object.metadata.namespace ?? '', owner.name)
      const deployment = set === null ? undefined : controllerOf(set)
      const parent =
        deployment === undefined ? null : known.get(object.metadata.namespace ?? '', deployment.name)
      if (parent?.spec?.strategy?.type === 'Recreate') queue.add(keyOfObject(parent))
    }),
    () => queue.stop(),
  )
}

/** The size of the Deployment changed since its active ReplicaSets were scaled (`isScalingEvent`). */
function isScaled(deployment: Stored<Deployment>, sets: Sets): boolean {
  return allOf(sets)
    .filter(isActive)
    .map(({ metadata }) => metadata.annotations?.[desiredReplicasAnnotation])
    .some((desired) => desired !== undefined && desired !== String(wantedReplicas(deployment)))
}

/** Rule: deployment/sync.go `checkPausedConditions`: a pause does not count as lack of progress. */
function notePause(rollout: Rollout, deployment: Stored<Deployment>): Stored<Deployment> {
  if (progressDeadline(deployment) === null) return deployment
  const reason = findCondition(deployment.status?.conditions, 'Progressing')?.reason
  if (reason === 'ProgressDeadlineExceeded') return deployment
  const paused = deployment.spec?.paused === true
  if (paused && reason !== 'DeploymentPaused') {
    return writeProgress(rollout, deployment, 'Unknown', 'DeploymentPaused', 'Deployment is paused')
  }
  if (!paused && reason === 'DeploymentPaused') {
    return writeProgress(rollout, deployment, 'Unknown', 'DeploymentResumed', 'Deployment is resumed')
  }
  return deployment
}

/** Deletes the oldest empty ReplicaSets beyond spec.revisionHistoryLimit. Rule: deployment/sync.go `cleanupDeployment`. */
function cleanUp({ client }: Rollout, deployment: Stored<Deployment>, { old }: Sets): void {
  const limit = deployment.spec?.revisionHistoryLimit
  if (limit === undefined || limit === unlimited) return
  const alive = old
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .sort((a, b) => revisionOf(a) - revisionOf(b) || oldestFirst(a, b))
  for (const { metadata, spec, status } of alive.slice(0, Math.max(0, alive.length - limit))) {
    const seen = (metadata.generation ?? 0) <= (status?.observedGeneration ?? 0)
    if ((status?.replicas ?? 0) === 0 && (spec?.replicas ?? 0) === 0 && seen) {
      client.delete(replicaSets, metadata.namespace ?? '', metadata.name)
    }
  }
}
