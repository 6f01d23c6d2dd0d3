import type { ApiObject } from '../../object.ts'
import { decodeProtobuf } from '../../protobuf/decode-protobuf.ts'
import { invalid, StatusError } from '../../status-error.ts'
import type { GoTypes } from '../go-types.ts'
import type { JsonNode } from '../json/json-node.ts'
import { groupVersionOf, type GroupVersionKind, type OpenApiSchema } from '../openapi-schema.ts'
import { kindOfBody, messageOf, wrongKindText } from './body-kind.ts'
import { decodeCustomObject } from './decode-custom.ts'
import { cannotBeHandled, unrecognized } from './decode-errors.ts'
import { decodeGo, type GoDecoded } from './decode-go.ts'
import { mediaTypeOf, parseText } from './media-types.ts'
import { strictDecodingText } from './strict-errors.ts'

export interface DecodeRequest {
  /** What the path stands for. */
  readonly kind: GroupVersionKind
  /** The structural schema of a custom resource; null for built-in kinds. */
  readonly schema: OpenApiSchema | null
  /** Without parameters. */
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore'
  /** Told each unknown or repeated field when they are only warned of. */
  readonly warn: (text: string) => void
}

/**
 * The object of a create's or update's body, as Go holds it: unknown fields dropped, quantities and times canonical, zero values
 * written where Go writes them, kind and apiVersion set; not defaulted. Throws UnsupportedMediaType, or BadRequest with the API
 * server's text. Source: apiserver `endpoints/handlers/create.go`, `transformDecodeError`.
 */
export function decodeBody(types: GoTypes, request: DecodeRequest): ApiObject {
  const { kind: expected, schema, bytes } = request
  const mediaType = mediaTypeOf(request.contentType, schema !== null)
  if (mediaType === 'application/vnd.kubernetes.protobuf') return decodeProtobuf(types, bytes, expected)
  let node: JsonNode
  let actual: GroupVersionKind
  try {
    node = parseText(bytes, mediaType)
    actual = kindOfBody(node, expected)
  } catch (error) {
    const message = `couldn't get version/kind; json parse error: `
    const text = messageOf(error)
    throw unrecognized(expected, text.startsWith(message) ? text : `${message}${text}`, bytes)
  }
  const cannot = (why: string) => cannotBeHandled(actual, expected, why)
  let decoded: GoDecoded
  try {
    decoded =
      schema === null
        ? decodeBuiltIn(types, node, actual, expected)
        : decodeCustomObject(types, schema, customNode(node, actual, expected))
  } catch (error) {
    throw error instanceof StatusError ? error : cannot(messageOf(error))
  }
  if (decoded.strictErrors.length > 0 && request.fieldValidation === 'Strict')
    throw cannot(strictDecodingText(decoded.strictErrors))
  if (request.fieldValidation === 'Warn') decoded.strictErrors.forEach(request.warn)
  return { ...decoded.value, kind: expected.kind, apiVersion: groupVersionOf(expected) }
}

function decodeBuiltIn(
  types: GoTypes,
  node: JsonNode,
  actual: GroupVersionKind,
  expected: GroupVersionKind,
): GoDecoded {
  const type = types.ofKind(expected)
  if (type === null) throw new Error(`no Go type of ${groupVersionOf(expected)} ${expected.kind} is known`)
  const given = types.ofKind(actual)
  if (given !== type) throw new Error(wrongKindText(actual, expected, given !== null))
  return decodeGo(type, node)
}

/** Custom resources are checked for their kind only after decoding (apiextensions-apiserver `customresource` strategy). */
function customNode(node: JsonNode, actual: GroupVersionKind, expected: GroupVersionKind): JsonNode {
  const [given, wanted] = [groupVersionOf(actual), groupVersionOf(expected)]
  if (given !== wanted)
    throw new StatusError(
      'BadRequest',
      `the API version in the data (${given}) does not match the expected API version (${wanted})`,
    )
  if (actual.kind !== expected.kind)
    throw invalid(expected, '', [
      { type: 'Invalid', field: 'kind', value: actual.kind, detail: `must be ${expected.kind}` },
    ])
  return node
}
