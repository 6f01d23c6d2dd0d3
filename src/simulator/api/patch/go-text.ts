import type { JsonValue } from '../schema/json/json-node.ts'
import { isList, isObject } from './json-types.ts'

/** A JSON value as Go's `%v` prints what was decoded from it: `map[a:1 b:[x y]]`, keys in order. */
export function goText(value: JsonValue): string {
  if (value === null) return '<nil>'
  if (isList(value)) return `[${value.map(goText).join(' ')}]`
  if (!isObject(value)) return String(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `map[${entries.map(([key, inner]) => `${key}:${goText(inner)}`).join(' ')}]`
}
