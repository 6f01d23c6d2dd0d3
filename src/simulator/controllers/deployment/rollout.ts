import type { Client } from '../../api/client.ts'
import type { Stored } from '../../api/object.ts'
import { deployments, replicaSets } from '../../api/resource.ts'
import type { Deployment, DeploymentStatus } from '../../api/schema/kubernetes-types.ts'
import type { Clock } from '../../clock.ts'
import type { EventRecorder } from '../machinery/event-recorder.ts'
import { sameStatus } from '../machinery/status-writer.ts'
import { maxSurge, wantedReplicas } from './fenceposts.ts'
import { progressDeadline } from './progress.ts'
import { sizeOf, type StoredReplicaSet } from './replicasets.ts'
import {
  desiredReplicasAnnotation,
  maxReplicasAnnotation,
  revisionAnnotation,
  revisionOf,
} from './revisions.ts'
import { deploymentCondition } from './deployment-status.ts'
import { withCondition } from '../machinery/conditions.ts'

/** What a rollout acts with. */
export interface Rollout {
  readonly client: Client
  readonly recorder: EventRecorder
  readonly clock: Clock
}

/** Writes the status when it is another one; the answer is the Deployment with it. */
export function writeStatus(
  { client }: Rollout,
  deployment: Stored<Deployment>,
  status: DeploymentStatus,
): Stored<Deployment> {
  if (sameStatus(deployment.status, status)) return deployment
  return client.updateStatus(deployments, { ...deployment, status })
}

/** Sets Progressing, for Deployments that have a deadline. */
export function writeProgress(
  rollout: Rollout,
  deployment: Stored<Deployment>,
  status: 'True' | 'False' | 'Unknown',
  reason: string,
  message: string,
): Stored<Deployment> {
  if (progressDeadline(deployment) === null) return deployment
  const condition = deploymentCondition('Progressing', status, reason, message, rollout.clock.now())
  const conditions = withCondition(deployment.status?.conditions, condition)
  return writeStatus(rollout, deployment, { ...deployment.status, conditions })
}

/** The Deployment carries the revision of its new ReplicaSet. */
export function writeRevision(
  { client }: Rollout,
  deployment: Stored<Deployment>,
  revision: number,
): Stored<Deployment> {
  if (revisionOf(deployment) === revision) return deployment
  const annotations = { ...deployment.metadata.annotations, [revisionAnnotation]: String(revision) }
  return client.update(deployments, { ...deployment, metadata: { ...deployment.metadata, annotations } })
}

/** Rule: deployment_util.go `SetReplicasAnnotations`: what the Deployment wanted when the ReplicaSet was last scaled. */
export function replicasAnnotations(deployment: Stored<Deployment>): Readonly<Record<string, string>> {
  const wanted = wantedReplicas(deployment)
  return {
    [desiredReplicasAnnotation]: String(wanted),
    [maxReplicasAnnotation]: String(wanted + maxSurge(deployment)),
  }
}

/** Sets the size of a ReplicaSet and its annotations, with an event; unchanged when they fit. Rule: sync.go `scaleReplicaSet`. */
export function scaleReplicaSet(
  { client, recorder }: Rollout,
  deployment: Stored<Deployment>,
  set: StoredReplicaSet,
  size: number,
): StoredReplicaSet {
  const before = sizeOf(set)
  const annotations = { ...set.metadata.annotations, ...replicasAnnotations(deployment) }
  if (before === size && sameStatus(annotations, set.metadata.annotations)) return set
  const scaled = client.update(replicaSets, {
    ...set,
    metadata: { ...set.metadata, annotations },
    spec: { selector: {}, ...set.spec, replicas: size },
  })
  if (before !== size) {
    const message = `Scaled ${before < size ? 'up' : 'down'} replica set ${set.metadata.name} from ${before} to ${size}`
    recorder.event(deployment, 'Normal', 'ScalingReplicaSet', message)
  }
  return scaled
}
