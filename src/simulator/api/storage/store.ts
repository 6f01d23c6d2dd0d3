import type { StoredObject } from '../object.ts'
import type { Resource } from '../resource.ts'

/** What happened to one object. `previous` lets a filtered watch turn a change into ADDED or DELETED. */
export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  /** DELETED: the last state, with the resourceVersion of the deletion. */
  readonly object: StoredObject
  /** Null when ADDED. */
  readonly previous: StoredObject | null
  readonly revision: number
}

/**
 * The cluster's objects, as etcd keeps them: one revision counter for all, every write one step of it, objects immutable.
 * It knows nothing of kinds, defaulting or finalizers. Everything is synchronous: a write has happened, and is on its way to
 * every watcher, when the call returns.
 */
export interface Store {
  /** Revision of the last write. */
  revision(): number
  /** Null when there is none. `namespace` is '' for cluster-scoped resources. */
  get(resource: Resource, namespace: string, name: string): StoredObject | null
  /** In the order of etcd's keys (namespace, then name); `namespace` null for all. */
  list(resource: Resource, namespace: string | null): readonly StoredObject[]
  /** As {@link list} was at a revision, for `limit` and `continue`. Throws `Expired` (410) once it is compacted away. */
  listAt(resource: Resource, namespace: string | null, revision: number): readonly StoredObject[]
  /** Stores with a new resourceVersion. Throws AlreadyExists. */
  create(resource: Resource, object: StoredObject): StoredObject
  /**
   * Stores with a new resourceVersion; an object equal to the stored one but for its resourceVersion is no write and is answered as it
   * is. Throws NotFound, or Conflict when `object` names another resourceVersion than the stored one.
   */
  update(resource: Resource, object: StoredObject): StoredObject
  /** Throws NotFound. Answers the last state, with the resourceVersion of the deletion. */
  remove(resource: Resource, namespace: string, name: string): StoredObject
  /**
   * Tells every event after revision `from`, in order, each once. Called in the turn of the write, after the write's own caller can no
   * longer fail; a listener that writes does so after the current event reached every watcher. Throws `Expired` (410) when `from`
   * is compacted away.
   */
  watch(resource: Resource, from: number, tell: (event: StoreEvent) => void): () => void
  /** Everything, for {@link restore}; JSON. */
  save(): SavedStore
  /** Becomes what was saved; watches from before get `Expired` through {@link onRestored}. */
  restore(saved: SavedStore): void
  /** Told after {@link restore}: open watches must end. */
  onRestored(tell: () => void): () => void
}

export interface SavedStore {
  readonly revision: number
  /** By storage key `group/resource/namespace/name`. */
  readonly objects: Readonly<Record<string, StoredObject>>
}
