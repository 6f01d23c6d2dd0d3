import type { StoredObject } from '../object.ts'
import { groupResource, type Resource } from '../resource.ts'
import { alreadyExists, conflict, modifiedMeanwhile, notFound } from '../status-error.ts'
import { createDelivery } from './event-delivery.ts'
import { createEventLog } from './event-log.ts'
import { listExpired, watchExpired } from './expired.ts'
import { sameJson } from './json-equality.ts'
import { createTable, tableKey, type ObjectTable } from './object-table.ts'
import { savedObjects, tablesOf } from './saved-objects.ts'
import type { Store, StoreEvent } from './store.ts'

export interface StoreOptions {
  /** Of the last write before the first one; an empty etcd begins at 1. */
  readonly revision?: number
  /** How many of the last events a watch can resume from, at least. */
  readonly history?: number
}

/** A {@link Store} in memory. */
export function createStore({ revision: begin = 1, history = 2_000 }: StoreOptions = {}): Store {
  let revision = begin
  let tables = new Map<string, ObjectTable>()
  let log = createEventLog(history, begin)
  const delivery = createDelivery()
  const restoreListeners = new Set<() => void>()

  function tableOf(resource: Resource): ObjectTable {
    const id = groupResource(resource)
    const known = tables.get(id)
    if (known !== undefined) return known
    const table = createTable()
    tables.set(id, table)
    return table
  }

  function get(resource: Resource, namespace: string, name: string): StoredObject | null {
    return tableOf(resource).get(tableKey(namespace, name)) ?? null
  }

  function record(resource: Resource, event: StoreEvent): StoredObject {
    const table = tableOf(resource)
    const key = keyOf(event.object)
    revision = event.revision
    if (event.type === 'DELETED') table.delete(key)
    else table.set(key, event.object)
    const id = groupResource(resource)
    log.append(id, event)
    delivery.send(id, event)
    return event.object
  }

  return {
    revision: () => revision,
    get,
    list: (resource, namespace) => tableOf(resource).list(namespace),
    listAt(resource, namespace, at) {
      if (at > revision)
        throw new RangeError(`revision ${at} is not written yet: the last one is ${revision}`)
      if (at < log.compacted()) throw listExpired()
      const since = log.since(groupResource(resource), at)
      const table = tableOf(resource)
      return since.length === 0 ? table.list(namespace) : undone(table, since).list(namespace)
    },
    create(resource, object) {
      if (get(resource, object.metadata.namespace ?? '', object.metadata.name) !== null) {
        throw alreadyExists(resource, object.metadata.name)
      }
      const next = revision + 1
      return record(resource, {
        type: 'ADDED',
        object: stamped(object, next),
        previous: null,
        revision: next,
      })
    },
    update(resource, object) {
      const { namespace = '', name, resourceVersion } = object.metadata
      const previous = get(resource, namespace, name)
      if (previous === null) throw notFound(resource, name)
      if (previous.metadata.resourceVersion !== resourceVersion) {
        throw conflict(resource, name, modifiedMeanwhile)
      }
      if (sameJson(object, previous)) return previous
      const next = revision + 1
      return record(resource, { type: 'MODIFIED', object: stamped(object, next), previous, revision: next })
    },
    remove(resource, namespace, name) {
      const previous = get(resource, namespace, name)
      if (previous === null) throw notFound(resource, name)
      const next = revision + 1
      return record(resource, { type: 'DELETED', object: stamped(previous, next), previous, revision: next })
    },
    watch(resource, from, tell) {
      if (from < log.compacted()) throw watchExpired(from, log.compacted())
      const id = groupResource(resource)
      return delivery.add(id, log.since(id, from), tell)
    },
    save: () => ({ revision, objects: savedObjects(tables) }),
    restore(saved) {
      // Revisions are never used twice in one store: who resumes from one of before is told that it expired.
      revision = Math.max(revision + 1, saved.revision)
      tables = tablesOf(saved.objects)
      log = createEventLog(history, revision)
      delivery.endAll()
      for (const tell of [...restoreListeners]) tell()
    },
    onRestored(tell) {
      restoreListeners.add(tell)
      return () => void restoreListeners.delete(tell)
    },
  }
}

function keyOf({ metadata }: StoredObject): string {
  return tableKey(metadata.namespace ?? '', metadata.name)
}

function stamped(object: StoredObject, revision: number): StoredObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } }
}

/** The table as it was before `events`. */
function undone(table: ObjectTable, events: readonly StoreEvent[]): ObjectTable {
  const objects = new Map(table.entries())
  for (const { object, previous } of events.toReversed()) {
    if (previous === null) objects.delete(keyOf(object))
    else objects.set(keyOf(object), previous)
  }
  return createTable(objects)
}
