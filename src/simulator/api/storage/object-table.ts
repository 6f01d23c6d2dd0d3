import type { StoredObject } from '../object.ts'

/** The objects of one resource in the order of etcd's keys. */
export interface ObjectTable {
  get(key: string): StoredObject | undefined
  set(key: string, object: StoredObject): void
  delete(key: string): void
  /** Those of one namespace, or all (null). The same array until the next write. */
  list(namespace: string | null): readonly StoredObject[]
  entries(): Iterable<readonly [string, StoredObject]>
}

/** The key of an object within its resource: as etcd orders them, `a-b/x` is before `a/x`. */
export function tableKey(namespace: string, name: string): string {
  return `${namespace}/${name}`
}

/** `objects` by {@link tableKey}. */
export function createTable(objects: Iterable<readonly [string, StoredObject]> = []): ObjectTable {
  const byKey = new Map(objects)
  let keys: string[] | null = null
  const lists = new Map<string | null, readonly StoredObject[]>()

  function forget(key: string): void {
    lists.delete(null)
    lists.delete(key.slice(0, key.indexOf('/')))
  }

  return {
    get: (key) => byKey.get(key),
    set(key, object) {
      if (keys !== null && !byKey.has(key)) keys.splice(firstFrom(keys, key), 0, key)
      byKey.set(key, object)
      forget(key)
    },
    delete(key) {
      if (keys !== null && byKey.has(key)) keys.splice(firstFrom(keys, key), 1)
      byKey.delete(key)
      forget(key)
    },
    list(namespace) {
      const known = lists.get(namespace)
      if (known !== undefined) return known
      keys ??= [...byKey.keys()].sort()
      const wanted = namespace === null ? keys : keysOf(keys, namespace)
      const list = wanted.flatMap((key) => byKey.get(key) ?? [])
      lists.set(namespace, list)
      return list
    },
    entries: () => byKey.entries(),
  }
}

/** '0' is the character after '/'. */
function keysOf(sorted: readonly string[], namespace: string): readonly string[] {
  return sorted.slice(firstFrom(sorted, `${namespace}/`), firstFrom(sorted, `${namespace}0`))
}

/** Index of the first key that is not below `bound`. */
function firstFrom(sorted: readonly string[], bound: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < bound) low = middle + 1
    else high = middle
  }
  return low
}
