import type { ObjectMeta } from './schema/kubernetes-types.ts'

/** Any Kubernetes object as decoded JSON. Objects are never changed in place: a change is a new object. */
export interface ApiObject {
  readonly apiVersion?: string | undefined
  readonly kind?: string | undefined
  readonly metadata?: ObjectMeta | undefined
}

/** What every stored object's metadata has. */
export type StoredMeta = ObjectMeta & {
  readonly name: string
  readonly uid: string
  readonly resourceVersion: string
  /** RFC 3339, whole seconds, UTC. */
  readonly creationTimestamp: string
}

/** An object as storage answers it. */
export type Stored<T> = Omit<T, 'apiVersion' | 'kind' | 'metadata'> & {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: StoredMeta
}

export type StoredObject = Stored<ApiObject>

/** RFC 3339 in UTC with whole seconds, as metav1.Time is written. */
export function timestamp(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`
}

/** RFC 3339 in UTC with six fractional digits, as metav1.MicroTime is written. */
export function microTimestamp(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 23)}000Z`
}
