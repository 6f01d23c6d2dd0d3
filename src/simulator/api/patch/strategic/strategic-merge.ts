import { objectOf, type JsonValue } from '../../schema/json/json-node.ts'
import { isList, isObject, property, type JsonObject } from '../json-types.ts'
import {
  badFormat,
  deleteFromList,
  retained,
  retainKeys,
  setElementOrder,
  withoutDirectives,
  withoutNulls,
} from './directives.ts'
import { checkOrder, inOrder } from './element-order.ts'
import { deleteScalars, mergeLists, replacedByDirective } from './merge-lists.ts'
import type { PatchField, PatchSchema } from './patch-schema.ts'

/**
 * A strategic merge patch: as a merge patch, but lists with a merge key merge item by item, and directives (`$patch`, `$retainKeys`,
 * `$deleteFromPrimitiveList`, `$setElementOrder`) say more. Throws a PatchFormatError.
 * Source: apimachinery `util/strategicpatch/patch.go` (`StrategicMergeMapPatch`).
 */
export function strategicMerge(schema: PatchSchema, original: JsonObject, patch: JsonObject): JsonObject {
  const replaced = replacedByDirective(patch)
  if (replaced !== undefined) return replaced
  const merged = new Map(Object.entries(retained(original, patch)))
  const ordered = mergeOrdered(schema, merged, patch)
  for (const [key, value] of Object.entries(patch)) {
    if (key === retainKeys || key.startsWith(setElementOrder) || ordered.has(key)) continue
    if (key.startsWith(deleteFromList)) {
      const name = key.slice(deleteFromList.length)
      const current = merged.get(name)
      if (isList(current) && isList(value)) merged.set(name, deleteScalars(current, value))
      else if (value === null) merged.delete(name)
    } else setField(schema.field(key), merged, key, value)
  }
  return objectOf(merged)
}

function setField(field: PatchField, merged: Map<string, JsonValue>, key: string, value: JsonValue): void {
  const current = merged.get(key)
  if (value === null) merged.delete(key)
  else if (isObject(current) && isObject(value))
    merged.set(key, field.strategy === 'replace' ? value : strategicMerge(field.schema(), current, value))
  else if (isList(current) && isList(value)) merged.set(key, mergedList(field, current, value))
  else {
    const bare = withoutDirectives(withoutNulls(value))
    if (bare === undefined) merged.delete(key)
    else merged.set(key, bare)
  }
}

function mergedList(
  field: PatchField,
  current: readonly JsonValue[],
  patch: readonly JsonValue[],
): readonly JsonValue[] {
  if (field.strategy !== 'merge') return patch
  return mergeLists(current, patch, field.mergeKey, (item, change) =>
    strategicMerge(field.schema(), item, change),
  )
}

/** Merges the lists that `$setElementOrder` orders; answers their keys. */
function mergeOrdered(
  schema: PatchSchema,
  merged: Map<string, JsonValue>,
  patch: JsonObject,
): ReadonlySet<string> {
  const done = new Set<string>()
  for (const [directive, order] of Object.entries(patch)) {
    if (!directive.startsWith(setElementOrder)) continue
    const key = directive.slice(setElementOrder.length)
    const field = schema.field(key)
    const [current, change] = [merged.get(key), property(patch, key)]
    if (!isList(order) || !isListOrNone(current) || !isListOrNone(change))
      throw badFormat('setElementOrder list')
    checkOrder(change ?? [], order, field.mergeKey)
    const list = orderedList(field, current, change)
    if (list === undefined) continue
    merged.set(key, inOrder(list, order, current ?? [], field.mergeKey))
    done.add(key)
  }
  return done
}

function orderedList(
  field: PatchField,
  current: readonly JsonValue[] | undefined,
  change: readonly JsonValue[] | undefined,
): readonly JsonValue[] | undefined {
  if (change === undefined) return current
  if (current !== undefined) return mergedList(field, current, change)
  const bare = withoutDirectives(change)
  return isList(bare) ? bare : undefined
}

function isListOrNone(value: JsonValue | undefined): value is readonly JsonValue[] | undefined {
  return value === undefined || isList(value)
}
