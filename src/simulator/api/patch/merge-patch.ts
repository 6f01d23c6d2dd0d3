import { objectOf, type JsonValue } from '../schema/json/json-node.ts'
import { isList, isObject, type JsonObject } from './json-types.ts'

/**
 * RFC 7386: null removes, objects merge, everything else replaces. As the API server's library (evanphx/json-patch) nulls also go
 * from objects inside replaced lists.
 */
export function mergePatch(object: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(object))
  for (const [key, value] of Object.entries(patch)) {
    const current = merged.get(key)
    if (value === null) merged.delete(key)
    else if (isObject(current) && isObject(value)) merged.set(key, mergePatch(current, value))
    else if (isObject(current)) merged.set(key, value)
    else merged.set(key, withoutNulls(value))
  }
  return objectOf(merged)
}

function withoutNulls(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(withoutNulls)
  if (!isObject(value)) return value
  return objectOf(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  )
}
