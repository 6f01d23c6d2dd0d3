import type { ApiObject } from '../../object.ts'
import { kindOfBody, messageOf, wrongKindText } from '../../schema/decode/body-kind.ts'
import { decodeCustomObject } from '../../schema/decode/decode-custom.ts'
import { decodeGo, type GoDecoded, type MismatchStyle } from '../../schema/decode/decode-go.ts'
import { strictDecodingText } from '../../schema/decode/strict-errors.ts'
import { nodeOf, type JsonValue } from '../../schema/json/json-node.ts'
import { groupVersionOf } from '../../schema/openapi-schema.ts'
import { invalid, StatusError } from '../../status-error.ts'
import type { PatchRequest } from '../patch-request.ts'
import type { KindTools } from '../kind-tools.ts'

/** How a patched object that does not fit its kind is told. */
export interface PatchTelling {
  /** What stands as the bad value: the patch, or the object that it made. */
  readonly shown: string
  /** Unknown and repeated fields of the patch itself. */
  readonly strictErrors: readonly string[]
  readonly mismatch?: MismatchStyle
}

/** The patched object as Go holds it. Throws Invalid, of `patch`. */
export function patchedObject(
  tools: KindTools,
  request: PatchRequest,
  object: JsonValue,
  telling: PatchTelling,
): ApiObject {
  const { kind, fieldValidation, warn } = request
  let decoded: GoDecoded
  try {
    decoded = decode(tools, request, object, telling.mismatch)
  } catch (error) {
    throw error instanceof StatusError ? error : invalidPatch(telling.shown, messageOf(error))
  }
  const unknown = telling.mismatch === undefined ? decoded.strictErrors : [...decoded.strictErrors].sort()
  const strictErrors = [...telling.strictErrors, ...unknown]
  if (strictErrors.length > 0 && fieldValidation === 'Strict')
    throw invalidPatch(telling.shown, strictDecodingText(strictErrors))
  if (fieldValidation === 'Warn') strictErrors.forEach(warn)
  return { ...decoded.value, kind: kind.kind, apiVersion: groupVersionOf(kind) }
}

/** ` "" is invalid: patch: Invalid value: …`: the API server names no kind here. */
export function invalidPatch(shown: string, why: string): StatusError {
  return invalid({ group: '', kind: '' }, '', [
    { type: 'Invalid', field: 'patch', value: shown, detail: why },
  ])
}

/** 422 with the text that clients get for a patch that can not be applied (`NewGenericServerResponse`). */
export function unprocessable(): StatusError {
  return new StatusError('Invalid', 'the server rejected our request due to an error in our request', {
    details: {},
  })
}

function decode(
  { types }: KindTools,
  { kind, schema }: PatchRequest,
  object: JsonValue,
  mismatch: MismatchStyle | undefined,
): GoDecoded {
  const node = nodeOf(object)
  const actual = kindOfBody(node, kind)
  const isSame = groupVersionOf(actual) === groupVersionOf(kind) && actual.kind === kind.kind
  if (!isSame) throw new Error(wrongKindText(actual, kind, types.ofKind(actual) !== null))
  if (schema !== null) return decodeCustomObject(types, schema, node)
  const type = types.ofKind(kind)
  if (type === null) throw new Error(`no Go type of ${groupVersionOf(kind)} ${kind.kind} is known`)
  return decodeGo(type, node, mismatch)
}
