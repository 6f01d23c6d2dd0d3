import type { StoredObject } from '../object.ts'
import { groupResource } from '../resource.ts'
import { createTable, type ObjectTable } from './object-table.ts'
import type { SavedStore } from './store.ts'

/** All objects by `group/resource/namespace/name`; `tables` by `resource.group`. */
export function savedObjects(tables: ReadonlyMap<string, ObjectTable>): SavedStore['objects'] {
  const objects: Record<string, StoredObject> = {}
  for (const [id, table] of tables) {
    const [resource, group] = splitAt(id, '.')
    for (const [key, object] of table.entries()) objects[`${group}/${resource}/${key}`] = object
  }
  return objects
}

/** The tables that {@link savedObjects} was given; the objects are shared, not copied. */
export function tablesOf(objects: SavedStore['objects']): Map<string, ObjectTable> {
  const byTable = new Map<string, [string, StoredObject][]>()
  for (const [path, object] of Object.entries(objects)) {
    const [group, rest] = splitAt(path, '/')
    const [name, key] = splitAt(rest, '/')
    const id = groupResource({ group, name })
    const entries = byTable.get(id)
    if (entries === undefined) byTable.set(id, [[key, object]])
    else entries.push([key, object])
  }
  return new Map([...byTable].map(([id, entries]) => [id, createTable(entries)]))
}

function splitAt(text: string, mark: string): readonly [string, string] {
  const index = text.indexOf(mark)
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)]
}
