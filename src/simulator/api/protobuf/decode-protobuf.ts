import type { ApiObject } from '../object.ts'
import { cannotBeHandled, unrecognized } from '../schema/decode/decode-errors.ts'
import { messageOf, wrongKindText } from '../schema/decode/body-kind.ts'
import type { GoTypes } from '../schema/go-types.ts'
import { groupVersionOf, parseGroupVersion, type GroupVersionKind } from '../schema/openapi-schema.ts'
import { bytesOf, text } from './custom-messages.ts'
import { decodeMessage } from './decode-message.ts'
import { wireFields } from './wire.ts'

/** `k8s` and a zero byte (apimachinery `protoEncodingPrefix`). */
const prefix = [0x6b, 0x38, 0x73, 0x00]

/**
 * The object of an `application/vnd.kubernetes.protobuf` body, as Go prints it. Throws BadRequest with the API server's text.
 * Source: apimachinery `pkg/runtime/serializer/protobuf`.
 */
export function decodeProtobuf(types: GoTypes, bytes: Uint8Array, expected: GroupVersionKind): ApiObject {
  let actual: GroupVersionKind | null = null
  try {
    const unknown = readUnknown(bytes)
    actual = kindOf(unknown.typeMeta, expected)
    const type = types.ofKind(expected)
    if (type === null) throw new Error(`no Go type of ${groupVersionOf(expected)} ${expected.kind} is known`)
    const given = types.ofKind(actual)
    if (given !== type) throw new Error(wrongKindText(actual, expected, given !== null))
    const value = decodeMessage(type, unknown.raw)
    return { ...value, kind: expected.kind, apiVersion: groupVersionOf(expected) }
  } catch (error) {
    if (actual !== null) throw cannotBeHandled(actual, expected, messageOf(error))
    throw unrecognized(expected, messageOf(error), bytes)
  }
}

/** runtime.Unknown: typeMeta is field 1, raw field 2. */
function readUnknown(bytes: Uint8Array): { typeMeta: Uint8Array; raw: Uint8Array } {
  if (bytes.length === 0) throw new Error('empty data')
  if (prefix.some((byte, index) => bytes[index] !== byte))
    throw new Error(
      `provided data does not appear to be a protobuf message, expected prefix [${prefix.join(' ')}]`,
    )
  if (bytes.length === prefix.length) throw new Error('empty body')
  const fields = new Map(wireFields(bytes.subarray(prefix.length)))
  const [typeMeta, raw] = [fields.get(1), fields.get(2)]
  const none = new Uint8Array()
  return {
    typeMeta: typeMeta === undefined ? none : bytesOf(typeMeta),
    raw: raw === undefined ? none : bytesOf(raw),
  }
}

function kindOf(typeMeta: Uint8Array, expected: GroupVersionKind): GroupVersionKind {
  const fields = new Map(wireFields(typeMeta))
  const [apiVersion, kind] = [text(fields.get(1)), text(fields.get(2))]
  const { group, version } = apiVersion === '' ? expected : parseGroupVersion(apiVersion)
  return { group, version, kind: kind === '' ? expected.kind : kind }
}
