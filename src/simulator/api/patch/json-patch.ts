import type { JsonValue } from '../schema/json/json-node.ts'
import { changeAt, parsePointer, valueAt, withInserted, without, withValue } from './json-pointer.ts'
import { equalJson, isObject, property, type JsonObject } from './json-types.ts'

/** An operation that does not apply. */
export class JsonPatchError extends Error {}

/**
 * RFC 6902 with the API server library's habits (evanphx/json-patch): indices may be negative, `replace` of a key that is not there
 * adds it. Throws a {@link JsonPatchError} at the first operation that does not apply.
 */
export function applyJsonPatch(document: JsonObject, operations: readonly JsonValue[]): JsonValue {
  return operations.reduce<JsonValue>((result, operation) => {
    try {
      if (!isObject(operation)) throw new Error('operation is no object')
      return applyOperation(result, operation)
    } catch (error) {
      throw new JsonPatchError(error instanceof Error ? error.message : String(error), { cause: error })
    }
  }, document)
}

function applyOperation(document: JsonValue, operation: JsonObject): JsonValue {
  const kind = property(operation, 'op')
  switch (kind) {
    case 'add':
      return add(document, textOf(operation, 'path'), valueOf(operation))
    case 'remove':
      return remove(document, textOf(operation, 'path'))
    case 'replace':
      return replace(document, textOf(operation, 'path'), valueOf(operation))
    case 'move': {
      const moved = found(document, textOf(operation, 'from'))
      return add(remove(document, textOf(operation, 'from')), textOf(operation, 'path'), moved)
    }
    case 'copy':
      return add(document, textOf(operation, 'path'), found(document, textOf(operation, 'from')))
    case 'test':
      return test(document, textOf(operation, 'path'), property(operation, 'value') ?? null)
    default:
      throw new Error(`Unexpected kind: ${typeof kind === 'string' ? kind : 'unknown'}`)
  }
}

function add(document: JsonValue, path: string, value: JsonValue): JsonValue {
  return changeAt(document, stepsOf(path), (container, step) => withInserted(container, step, value))
}

function remove(document: JsonValue, path: string): JsonValue {
  return changeAt(document, stepsOf(path), without)
}

function replace(document: JsonValue, path: string, value: JsonValue): JsonValue {
  if (path === '') return value
  return changeAt(document, stepsOf(path), (container, step) => withValue(container, step, value))
}

/** What is not there equals null. */
function test(document: JsonValue, path: string, value: JsonValue): JsonValue {
  const steps = path === '' ? [] : stepsOf(path)
  changeAt({ document }, ['document', ...steps], (container, step) => valueAt(container, [step]) ?? null)
  if (!equalJson(valueAt(document, steps) ?? null, value)) throw new Error(`testing value ${path} failed`)
  return document
}

function found(document: JsonValue, path: string): JsonValue {
  const value = valueAt(document, stepsOf(path))
  if (value === undefined) throw new Error(`doc is missing from path: ${path}`)
  return value
}

function stepsOf(path: string): readonly string[] {
  const steps = parsePointer(path)
  if (steps === null) throw new Error(`doc is missing path: "${path}"`)
  return steps
}

function textOf(operation: JsonObject, key: string): string {
  const value = property(operation, key)
  if (typeof value !== 'string') throw new Error(`operation missing ${key} field`)
  return value
}

function valueOf(operation: JsonObject): JsonValue {
  const value = property(operation, 'value')
  if (value === undefined) throw new Error('operation, missing value field')
  return value
}
