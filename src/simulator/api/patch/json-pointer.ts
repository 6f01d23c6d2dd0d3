import { objectOf, type JsonValue } from '../schema/json/json-node.ts'
import { isList, isObject, property, type JsonObject } from './json-types.ts'

/** The steps of a JSON pointer (RFC 6901); null when it is none below the root. */
export function parsePointer(pointer: string): readonly string[] | null {
  const [, ...steps] = pointer.split('/')
  if (steps.length === 0) return null
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Undefined when nothing is there. */
export function valueAt(document: JsonValue, steps: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = document
  for (const step of steps) {
    if (isList(value)) value = value[indexOf(step, value.length) ?? -1]
    else value = isObject(value) ? property(value, step) : undefined
  }
  return value
}

/**
 * The document with its innermost container changed. Throws an Error when the path to it is not there.
 * @param change gets the container and the last step.
 */
export function changeAt(
  document: JsonValue,
  steps: readonly string[],
  change: (container: JsonObject | readonly JsonValue[], step: string) => JsonValue,
): JsonValue {
  const [step, ...rest] = steps
  if (step === undefined || (!isObject(document) && !isList(document))) throw new Error('missing value')
  if (rest.length === 0) return change(document, step)
  const inner = valueAt(document, [step])
  if (inner === undefined || inner === null) throw new Error('missing value')
  return withValue(document, step, changeAt(inner, rest, change))
}

/** With the value at an existing index or under any key. */
export function withValue(
  container: JsonObject | readonly JsonValue[],
  step: string,
  value: JsonValue,
): JsonValue {
  if (isObject(container)) return withKey(container, step, value)
  return container.with(existing(step, container.length), value)
}

/** With a value inserted before an index, at the end (`-`), or under any key. */
export function withInserted(
  container: JsonObject | readonly JsonValue[],
  step: string,
  value: JsonValue,
): JsonValue {
  if (isObject(container)) return withKey(container, step, value)
  const at = step === '-' ? container.length : existing(step, container.length + 1)
  return container.toSpliced(at, 0, value)
}

/** Without what is there; throws an Error when nothing is. */
export function without(container: JsonObject | readonly JsonValue[], step: string): JsonValue {
  if (!isObject(container)) return container.toSpliced(existing(step, container.length), 1)
  if (!Object.hasOwn(container, step)) throw new Error(`Unable to remove nonexistent key: ${step}`)
  return objectOf(Object.entries(container).filter(([key]) => key !== step))
}

function withKey(object: JsonObject, key: string, value: JsonValue): JsonValue {
  return objectOf(new Map(Object.entries(object)).set(key, value))
}

function existing(step: string, length: number): number {
  const index = indexOf(step, length)
  if (index === null) throw new Error(`Unable to access invalid index: ${step}`)
  return index
}

/** Negative indices count from the end. Null when there is no such place. */
function indexOf(step: string, length: number): number | null {
  if (!/^[-+]?\d+$/.test(step)) return null
  const number = Number(step)
  const index = number < 0 ? number + length : number
  return index >= 0 && index < length ? index : null
}
