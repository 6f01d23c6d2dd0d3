import type { Clock } from '../../clock.ts'
import type { StoredObject } from '../object.ts'
import { apiVersionOf, type Resource } from '../resource.ts'
import type { Status } from '../schema/kubernetes-types.ts'
import { StatusError } from '../status-error.ts'
import type { Store, StoreEvent } from '../storage/store.ts'
import { parseRevision } from './list-objects.ts'

export interface WatchQuery {
  readonly resource: Resource
  /** Null for all namespaces. */
  readonly namespace: string | null
  readonly matches: (object: StoredObject) => boolean
  /** As sent; '' and '0' begin with what is there. */
  readonly resourceVersion: string
  /** What is there comes first, closed by an annotated bookmark. */
  readonly sendInitialEvents: boolean
  readonly bookmarks: boolean
}

export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: StoredObject }
  | { readonly type: 'BOOKMARK'; readonly object: Bookmark }
  | { readonly type: 'ERROR'; readonly object: Status }

export interface Bookmark {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly resourceVersion: string
    readonly creationTimestamp: null
    readonly annotations?: Readonly<Record<string, string>>
  }
}

/** Watch cache's period of bookmarks, ms. */
const bookmarkMs = 60_000

/**
 * Tells events as a WATCH request gets them: one that begins or ceases to match becomes ADDED or DELETED. Ends by itself only after an
 * ERROR event, which also tells a begin that is compacted away, as the watch cache does. The answer ends the watch.
 */
export function watchObjects(
  store: Store,
  clock: Clock,
  query: WatchQuery,
  tell: (event: WatchEvent) => void,
): () => void {
  try {
    return begin(store, clock, query, tell)
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    tell({ type: 'ERROR', object: error.status })
    return () => undefined
  }
}

function begin(store: Store, clock: Clock, query: WatchQuery, tell: (event: WatchEvent) => void): () => void {
  const { resource, namespace, matches } = query
  const fresh = query.resourceVersion === '' || query.resourceVersion === '0'
  let last = fresh || query.sendInitialEvents ? store.revision() : parseRevision(query.resourceVersion)
  if (fresh || query.sendInitialEvents) {
    for (const object of store.list(resource, namespace)) if (matches(object)) tell({ type: 'ADDED', object })
    if (query.sendInitialEvents) tell(bookmark(resource, last, true))
  }
  const inScope = ({ metadata }: StoredObject): boolean =>
    namespace === null || metadata.namespace === namespace
  const stopStore = store.watch(resource, last, (event) => {
    last = event.revision
    if (!inScope(event.object)) return
    const told = translate(event, matches)
    if (told !== null) tell(told)
  })
  let stopBookmarks: () => void = () => undefined
  const again = (): void => {
    stopBookmarks = clock.after(bookmarkMs, () => {
      last = store.revision()
      tell(bookmark(resource, last, false))
      again()
    })
  }
  if (query.bookmarks) again()
  const stopRestore = store.onRestored(() => {
    end()
    const { status } = new StatusError('Expired', 'The resourceVersion for the provided watch is too old.')
    tell({ type: 'ERROR', object: status })
  })
  function end(): void {
    stopStore()
    stopBookmarks()
    stopRestore()
  }
  return end
}

function translate(event: StoreEvent, matches: (object: StoredObject) => boolean): WatchEvent | null {
  const { type, object, previous } = event
  if (type === 'ADDED') return matches(object) ? { type, object } : null
  if (type === 'DELETED') return matches(object) ? { type, object } : null
  const [now, before] = [matches(object), previous !== null && matches(previous)]
  if (now) return { type: before ? 'MODIFIED' : 'ADDED', object }
  if (!before || previous === null) return null
  // The last state that matched, with the resourceVersion of the change that ended it.
  const { resourceVersion } = object.metadata
  return { type: 'DELETED', object: { ...previous, metadata: { ...previous.metadata, resourceVersion } } }
}

function bookmark(resource: Resource, revision: number, initial: boolean): WatchEvent {
  return {
    type: 'BOOKMARK',
    object: {
      apiVersion: apiVersionOf(resource),
      kind: resource.kind,
      metadata: {
        resourceVersion: String(revision),
        creationTimestamp: null,
        ...(initial && { annotations: { 'k8s.io/initial-events-end': 'true' } }),
      },
    },
  }
}
