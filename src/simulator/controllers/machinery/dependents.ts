import type { ApiObject, Stored } from '../../api/object.ts'
import { keyOfObject, type Informer } from './informer.ts'
import { controllerOf } from './owners.ts'
import type { WorkQueue } from './work-queue.ts'

/**
 * Queues the owner, of one kind, of every object that comes, changes or goes, and every owner that selects an orphan. The answer ends it.
 */
export function queueOwners<C extends ApiObject, O extends ApiObject>(
  queue: WorkQueue,
  children: Informer<C>,
  owners: Informer<O>,
  kind: string,
  selects: (owner: Stored<O>, child: Stored<C>) => boolean,
): () => void {
  const queueOwnerOf = (child: Stored<C>) => {
    const reference = controllerOf(child)
    if (reference?.kind !== kind) return
    const owner = owners.get(child.metadata.namespace ?? '', reference.name)
    if (owner?.metadata.uid === reference.uid) queue.add(keyOfObject(owner))
  }
  return children.onChange(({ type, object, previous }) => {
    queueOwnerOf(object)
    if (previous !== null) queueOwnerOf(previous)
    if (type === 'DELETED' || controllerOf(object) !== undefined) return
    for (const owner of owners.list(object.metadata.namespace ?? '')) {
      if (selects(owner, object)) queue.add(keyOfObject(owner))
    }
  })
}

/** Queues every object of a resource that comes, changes or goes. The answer ends it. */
export function queueAll<T extends ApiObject>(queue: WorkQueue, informer: Informer<T>): () => void {
  return informer.onChange(({ object }) => queue.add(keyOfObject(object)))
}
