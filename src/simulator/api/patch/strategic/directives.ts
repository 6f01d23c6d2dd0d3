import { objectOf, type JsonValue } from '../../schema/json/json-node.ts'
import { isList, isObject, type JsonObject } from '../json-types.ts'

export const directive = '$patch'
export const retainKeys = '$retainKeys'
export const deleteFromList = '$deleteFromPrimitiveList/'
export const setElementOrder = '$setElementOrder/'

/** A patch that breaks the format; the message is apimachinery's, `reason` says what the API server makes of it. */
export class PatchFormatError extends Error {
  readonly kind: 'bad-request' | 'unprocessable' | 'internal'

  constructor(kind: PatchFormatError['kind'], message: string) {
    super(message)
    this.kind = kind
  }
}

/** A new value without directives; undefined when it was nothing but one. */
export function withoutDirectives(value: JsonValue): JsonValue | undefined {
  if (isList(value)) return value.map(withoutDirectives).filter((item) => item !== undefined)
  if (!isObject(value)) return value
  if (Object.hasOwn(value, directive)) return undefined
  const kept = Object.entries(value).flatMap(([key, inner]) => {
    const bare = withoutDirectives(inner)
    return bare === undefined ? [] : [[key, bare] as const]
  })
  return objectOf(kept)
}

/** Nulls remove: where there is nothing to remove they go. Those in lists stay. */
export function withoutNulls(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(withoutNulls)
  if (!isObject(value)) return value
  return objectOf(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  )
}

/** `$retainKeys`: only these keys stay of the original. */
export function retained(original: JsonObject, patch: JsonObject): JsonObject {
  const keys = patch[retainKeys]
  if (keys === undefined) return original
  if (!isList(keys)) throw badFormat('retainKeys')
  const odd = Object.entries(patch).some(
    ([key, value]) =>
      key !== retainKeys &&
      value !== null &&
      !key.startsWith(deleteFromList) &&
      !key.startsWith(setElementOrder) &&
      !keys.includes(key),
  )
  if (odd) throw badFormat('retainKeys')
  return objectOf(Object.entries(original).filter(([key]) => keys.includes(key)))
}

export function badFormat(what: 'retainKeys' | 'setElementOrder list' | 'primitive list'): PatchFormatError {
  return new PatchFormatError('bad-request', `invalid patch format of ${what}`)
}
