import type { ApiObject, Stored } from './object.ts'
import type { Resource } from './resource.ts'
import type { Namespace } from './schema/kubernetes-types.ts'

export interface ClientEvent<T extends ApiObject> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: Stored<T>
  readonly previous: Stored<T> | null
}

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number
  readonly propagationPolicy?: 'Foreground' | 'Background' | 'Orphan'
  readonly uid?: string
}

/**
 * The API as a component inside the cluster uses it: the same defaulting, admission and validation as a request over the wire,
 * under the component's own user and field manager, without the wire. Everything is synchronous; errors are StatusErrors.
 */
export interface Client {
  /** Null when there is none. `namespace` is '' for cluster-scoped resources. */
  get<T extends ApiObject>(resource: Resource<T>, namespace: string, name: string): Stored<T> | null
  /** `namespace` null for all. */
  list<T extends ApiObject>(resource: Resource<T>, namespace: string | null): readonly Stored<T>[]
  /** With metadata.generateName a name is made. */
  create<T extends ApiObject>(resource: Resource<T>, object: T): Stored<T>
  /** Replaces all but the status; an object with a resourceVersion that is not the stored one is a Conflict. */
  update<T extends ApiObject>(resource: Resource<T>, object: Stored<T>): Stored<T>
  /** Replaces the status only. */
  updateStatus<T extends ApiObject>(resource: Resource<T>, object: Stored<T>): Stored<T>
  /** Sets deletionTimestamp, or removes, as a DELETE request does. No such object is no error. */
  delete(resource: Resource, namespace: string, name: string, options?: DeleteOptions): void
  /** Sets spec.nodeName and the PodScheduled condition: the binding sub-resource. */
  bind(namespace: string, pod: string, node: string): void
  /** Writes the spec.finalizers of a namespace: the finalize sub-resource. One being deleted that keeps none is removed. */
  finalize(namespace: Stored<Namespace>): void
  /** ADDED for everything that is there, at once, then every event. The answer ends it. */
  watch<T extends ApiObject>(resource: Resource<T>, tell: (event: ClientEvent<T>) => void): () => void
}
