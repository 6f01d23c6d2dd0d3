import type { Client, ClientEvent } from '../../api/client.ts'
import type { ApiObject, Stored } from '../../api/object.ts'
import { groupResource, type Resource } from '../../api/resource.ts'

/** Keys under which an informer finds objects, such as the uid of the owner. */
export interface Index<T extends ApiObject> {
  readonly name: string
  keys(object: Stored<T>): readonly string[]
}

/** A copy of all objects of one resource, kept by a watch: what client-go calls a shared informer with its lister. */
export class Informer<T extends ApiObject> {
  readonly #objects = new Map<string, Stored<T>>()
  readonly #indexes = new Map<string, { index: Index<T>; found: Map<string, Map<string, Stored<T>>> }>()
  readonly #handlers = new Set<(event: ClientEvent<T>) => void>()
  readonly #end: () => void

  constructor(client: Client, resource: Resource<T>) {
    this.#indexes.set(byNamespace.name, { index: byNamespace, found: new Map() })
    this.#end = client.watch(resource, (event) => this.#take(event))
  }

  /** Null when there is none. `namespace` is '' for cluster-scoped resources. */
  get(namespace: string, name: string): Stored<T> | null {
    return this.#objects.get(keyOf(namespace, name)) ?? null
  }

  /** By the key `namespace/name` or `name` that {@link keyOfObject} makes. */
  byKey(key: string): Stored<T> | null {
    return this.#objects.get(key) ?? null
  }

  /** `namespace` null for all; in no order. */
  list(namespace: string | null): readonly Stored<T>[] {
    return namespace === null ? [...this.#objects.values()] : this.find(byNamespace, namespace)
  }

  /** The objects under one key of an index, in no order. An index is made at its first use; its name is its identity. */
  find(index: Index<T>, key: string): readonly Stored<T>[] {
    return [...(this.#indexed(index).get(key)?.values() ?? [])]
  }

  /** Tells ADDED for everything that is there, at once, then every event. The answer ends it. */
  onChange(tell: (event: ClientEvent<T>) => void): () => void {
    this.#handlers.add(tell)
    for (const object of [...this.#objects.values()]) tell({ type: 'ADDED', object, previous: null })
    return () => this.#handlers.delete(tell)
  }

  stop(): void {
    this.#end()
    this.#handlers.clear()
  }

  #take(event: ClientEvent<T>): void {
    const key = keyOfObject(event.object)
    const before = this.#objects.get(key)
    if (event.type === 'DELETED') this.#objects.delete(key)
    else this.#objects.set(key, event.object)
    for (const { index, found } of this.#indexes.values()) {
      if (before !== undefined) for (const one of index.keys(before)) found.get(one)?.delete(key)
      if (event.type !== 'DELETED') put(found, index, key, event.object)
    }
    for (const tell of [...this.#handlers]) tell(event)
  }

  #indexed(index: Index<T>): Map<string, Map<string, Stored<T>>> {
    const known = this.#indexes.get(index.name)
    if (known !== undefined) return known.found
    const found = new Map<string, Map<string, Stored<T>>>()
    for (const [key, object] of this.#objects) put(found, index, key, object)
    this.#indexes.set(index.name, { index, found })
    return found
  }
}

/** One informer for each resource, shared by all controllers. */
export class Informers {
  readonly #client: Client
  readonly #informers = new Map<string, Informer<ApiObject>>()

  constructor(client: Client) {
    this.#client = client
  }

  of<T extends ApiObject>(resource: Resource<T>): Informer<T> {
    const name = groupResource(resource)
    const known = this.#informers.get(name)
    // The map holds under a resource's name only what was made for that resource.
    if (known !== undefined) return known as unknown as Informer<T>
    const informer = new Informer(this.#client, resource)
    this.#informers.set(name, informer as unknown as Informer<ApiObject>)
    return informer
  }

  stop(): void {
    for (const informer of this.#informers.values()) informer.stop()
    this.#informers.clear()
  }
}

/** `namespace/name`; `name` for cluster-scoped objects. */
export function keyOf(namespace: string, name: string): string {
  return namespace === '' ? name : `${namespace}/${name}`
}

export function keyOfObject({ metadata }: Stored<ApiObject>): string {
  return keyOf(metadata.namespace ?? '', metadata.name)
}

/** The parts of {@link keyOf}. */
export function splitKey(key: string): { namespace: string; name: string } {
  const slash = key.indexOf('/')
  return slash < 0
    ? { namespace: '', name: key }
    : { namespace: key.slice(0, slash), name: key.slice(slash + 1) }
}

const byNamespace = {
  name: 'namespace',
  keys: ({ metadata }: Stored<ApiObject>) => [metadata.namespace ?? ''],
}

function put<T extends ApiObject>(
  found: Map<string, Map<string, Stored<T>>>,
  index: Index<T>,
  key: string,
  object: Stored<T>,
): void {
  for (const one of index.keys(object)) {
    const objects = found.get(one)
    if (objects === undefined) found.set(one, new Map([[key, object]]))
    else objects.set(key, object)
  }
}
