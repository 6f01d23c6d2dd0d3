import { semanticEqual } from '../../api/meta/semantic-equality.ts'
import type { Stored } from '../../api/object.ts'
import type { Deployment, PodTemplateSpec, ReplicaSet } from '../../api/schema/kubernetes-types.ts'

export type StoredReplicaSet = Stored<ReplicaSet>

export const hashLabel = 'pod-template-hash'

/** The ReplicaSets of a Deployment: the one of its template, if there is one, and the others, oldest first. */
export interface Sets {
  readonly current: StoredReplicaSet | null
  readonly old: readonly StoredReplicaSet[]
}

/** Rule: deployment_util.go `FindNewReplicaSet`: of several with the template the oldest counts. */
export function partition(deployment: Stored<Deployment>, sets: readonly StoredReplicaSet[]): Sets {
  const sorted = [...sets].sort(oldestFirst)
  const current = sorted.find(({ spec }) => sameTemplate(spec?.template, deployment.spec?.template)) ?? null
  return { current, old: sorted.filter((set) => set !== current) }
}

export function allOf({ current, old }: Sets): readonly StoredReplicaSet[] {
  return current === null ? old : [...old, current]
}

/** With a changed ReplicaSet in the place of what it was. */
export function replaced(sets: Sets, next: StoredReplicaSet): Sets {
  const same = ({ metadata }: StoredReplicaSet) => metadata.uid === next.metadata.uid
  return {
    current: sets.current !== null && same(sets.current) ? next : sets.current,
    old: sets.old.map((set) => (same(set) ? next : set)),
  }
}

export function sizeOf({ spec }: StoredReplicaSet): number {
  return spec?.replicas ?? 0
}

export function isActive(set: StoredReplicaSet): boolean {
  return sizeOf(set) > 0
}

export function sum(
  sets: readonly StoredReplicaSet[],
  of: (set: StoredReplicaSet) => number | undefined,
): number {
  return sets.reduce((total, set) => total + (of(set) ?? 0), 0)
}

/** Oldest first, then by name (`ReplicaSetsByCreationTimestamp`). */
export function oldestFirst(a: StoredReplicaSet, b: StoredReplicaSet): number {
  const age = Date.parse(a.metadata.creationTimestamp) - Date.parse(b.metadata.creationTimestamp)
  return age === 0 ? (a.metadata.name < b.metadata.name ? -1 : 1) : age
}

/** Equal but for the hash label (`EqualIgnoreHash`). */
export function sameTemplate(a: PodTemplateSpec | undefined, b: PodTemplateSpec | undefined): boolean {
  return semanticEqual(withoutHash(a), withoutHash(b))
}

function withoutHash(template: PodTemplateSpec | undefined) {
  const { labels, ...metadata } = template?.metadata ?? {}
  const kept = Object.entries(labels ?? {}).filter(([key]) => key !== hashLabel)
  return { metadata: { ...metadata, labels: Object.fromEntries(kept) }, spec: template?.spec }
}
