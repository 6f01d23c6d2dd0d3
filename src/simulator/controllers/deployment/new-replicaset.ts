import type { Stored } from '../../api/object.ts'
import { deployments, replicaSets } from '../../api/resource.ts'
import type { Deployment } from '../../api/schema/kubernetes-types.ts'
import { StatusError } from '../../api/status-error.ts'
import { findCondition } from '../machinery/conditions.ts'
import { controllerOf, controllerReference } from '../machinery/owners.ts'
import { isNamespaceTerminating } from '../machinery/pod-control.ts'
import { sameStatus } from '../machinery/status-writer.ts'
import { templateHash } from '../machinery/template-hash.ts'
import { isRollingUpdate, maxSurge, wantedReplicas } from './fenceposts.ts'
import { hashLabel, sameTemplate, sizeOf, sum, type Sets, type StoredReplicaSet } from './replicasets.ts'
import { newReplicaSetAnnotations, nextRevision, revisionOf } from './revisions.ts'
import { replicasAnnotations, writeProgress, writeRevision, type Rollout } from './rollout.ts'

export interface Settled {
  readonly deployment: Stored<Deployment>
  readonly sets: Sets
}

/**
 * Brings the annotations of the new ReplicaSet and the Deployment's revision up to date; makes the ReplicaSet when there is none and
 * `create`. Throws what the creation ran into. Rule: deployment/sync.go `getNewReplicaSet`.
 */
export function settle(rollout: Rollout, { deployment, sets }: Settled, create: boolean): Settled {
  const revision = nextRevision(sets.old)
  if (sets.current !== null) return settleExisting(rollout, deployment, sets, sets.current, revision)
  if (!create) return { deployment, sets }
  const made = createReplicaSet(rollout, deployment, sets, revision)
  const named = writeRevision(rollout, deployment, revision)
  const message = `Created new replica set "${made.metadata.name}"`
  return {
    deployment: writeProgress(rollout, named, 'True', 'NewReplicaSetCreated', message),
    sets: { ...sets, current: made },
  }
}

/** How large the new ReplicaSet may be now (`NewRSNewReplicas`). */
export function newSize(deployment: Stored<Deployment>, sets: Sets): number {
  const wanted = wantedReplicas(deployment)
  if (!isRollingUpdate(deployment)) return wanted
  const size = sets.current === null ? 0 : sizeOf(sets.current)
  const room = wanted + maxSurge(deployment) - sum(sets.old, sizeOf) - size
  return room <= 0 ? size : size + Math.min(room, wanted - size)
}

function settleExisting(
  rollout: Rollout,
  deployment: Stored<Deployment>,
  sets: Sets,
  current: StoredReplicaSet,
  revision: number,
): Settled {
  const annotations = newReplicaSetAnnotations(deployment, current.metadata.annotations ?? {}, revision)
  const minReadySeconds = deployment.spec?.minReadySeconds
  const fits =
    sameStatus(annotations, current.metadata.annotations) &&
    (current.spec?.minReadySeconds ?? 0) === (minReadySeconds ?? 0)
  const updated = fits
    ? current
    : rollout.client.update(replicaSets, {
        ...current,
        metadata: { ...current.metadata, annotations },
        spec: { selector: {}, ...current.spec, minReadySeconds },
      })
  const named = writeRevision(rollout, deployment, revisionOf(updated))
  const known = findCondition(named.status?.conditions, 'Progressing') !== undefined
  const message = `Found new replica set "${updated.metadata.name}"`
  return {
    deployment: known ? named : writeProgress(rollout, named, 'True', 'FoundNewReplicaSet', message),
    sets: { ...sets, current: updated },
  }
}

function createReplicaSet(
  rollout: Rollout,
  deployment: Stored<Deployment>,
  sets: Sets,
  revision: number,
): StoredReplicaSet {
  const { client, recorder } = rollout
  const { selector, template, minReadySeconds } = deployment.spec ?? { selector: {}, template: {} }
  const { namespace = '', name: owner } = deployment.metadata
  const hash = templateHash(template, deployment.status?.collisionCount)
  const name = `${owner.slice(0, 253 - 1 - hash.length)}-${hash}`
  const labels = { ...template.metadata?.labels, [hashLabel]: hash }
  const replicas = newSize(deployment, sets)
  try {
    const made = client.create(replicaSets, {
      metadata: {
        name,
        namespace,
        labels,
        annotations: {
          ...newReplicaSetAnnotations(deployment, {}, revision),
          ...replicasAnnotations(deployment),
        },
        ownerReferences: [controllerReference(deployment)],
      },
      spec: {
        replicas,
        ...(minReadySeconds !== undefined && { minReadySeconds }),
        selector: { ...selector, matchLabels: { ...selector.matchLabels, [hashLabel]: hash } },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    })
    const scaled = `Scaled up replica set ${name} from 0 to ${replicas}`
    if (replicas > 0) recorder.event(deployment, 'Normal', 'ScalingReplicaSet', scaled)
    return made
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    if (error.status.reason === 'AlreadyExists') return existing(rollout, deployment, name, error)
    if (isNamespaceTerminating(error)) throw error
    const message = `Failed to create new replica set "${name}": ${error.message}`
    writeProgress(rollout, deployment, 'False', 'ReplicaSetCreateError', message)
    recorder.event(deployment, 'Warning', 'ReplicaSetCreateError', message)
    throw error
  }
}

/** The ReplicaSet that has the name; when it is not the Deployment's, the hash collides, and the next try makes another one. */
function existing(
  { client }: Rollout,
  deployment: Stored<Deployment>,
  name: string,
  error: StatusError,
): StoredReplicaSet {
  const set = client.get(replicaSets, deployment.metadata.namespace ?? '', name)
  if (set !== null && controllerOf(set)?.uid === deployment.metadata.uid) {
    if (sameTemplate(set.spec?.template, deployment.spec?.template)) return set
  }
  const collisionCount = (deployment.status?.collisionCount ?? 0) + 1
  client.updateStatus(deployments, { ...deployment, status: { ...deployment.status, collisionCount } })
  throw error
}
