import type { Stored } from '../../api/object.ts'
import type { Deployment, ReplicaSet } from '../../api/schema/kubernetes-types.ts'

export const revisionAnnotation = 'deployment.kubernetes.io/revision'
export const desiredReplicasAnnotation = 'deployment.kubernetes.io/desired-replicas'
export const maxReplicasAnnotation = 'deployment.kubernetes.io/max-replicas'
const historyAnnotation = 'deployment.kubernetes.io/revision-history'

/** What of a Deployment's annotations its ReplicaSets do not get. */
const notCopied = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionAnnotation,
  historyAnnotation,
  desiredReplicasAnnotation,
  maxReplicasAnnotation,
  'deprecated.deployment.rollback.to',
])

const longestHistory = 2000

type Annotations = Readonly<Record<string, string>>

/** 0 when it has none. */
export function revisionOf({
  metadata,
}: {
  readonly metadata: { readonly annotations?: Annotations | undefined }
}): number {
  const revision = Number(metadata.annotations?.[revisionAnnotation] ?? 0)
  return Number.isInteger(revision) ? revision : 0
}

/** The revision after all of these. */
export function nextRevision(sets: readonly Stored<ReplicaSet>[]): number {
  return Math.max(0, ...sets.map(revisionOf)) + 1
}

/**
 * The annotations of the new ReplicaSet: the Deployment's, the revision when it is higher than the one it had, and the revisions it had
 * before when it is rolled back to. Rule: deployment_util.go `SetNewReplicaSetAnnotations`.
 */
export function newReplicaSetAnnotations(
  deployment: Stored<Deployment>,
  current: Annotations,
  revision: number,
): Annotations {
  const copied = Object.entries(deployment.metadata.annotations ?? {}).filter(([key]) => !notCopied.has(key))
  const annotations = { ...current, ...Object.fromEntries(copied) }
  const old = current[revisionAnnotation]
  if (Number(old ?? 0) >= revision) return annotations
  const history =
    old === undefined ? {} : { [historyAnnotation]: longerHistory(current[historyAnnotation], old) }
  return { ...annotations, [revisionAnnotation]: String(revision), ...history }
}

function longerHistory(history: string | undefined, revision: string): string {
  if (history === undefined || history === '') return revision
  const kept = history.split(',')
  while (kept.length > 0 && [...kept, revision].join(',').length > longestHistory) kept.shift()
  return [...kept, revision].join(',')
}
