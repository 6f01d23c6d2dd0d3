import { encodeBase64 } from '../schema/base64.ts'
import { printStruct, zeroValue } from '../schema/decode/go-print.ts'
import type { GoField, GoStruct, GoType } from '../schema/go-types.ts'
import { objectOf, type JsonValue } from '../schema/json/json-node.ts'
import { bytesOf, customMessage, integer, text, wrongWire } from './custom-messages.ts'
import { wireFields, WireError, type WireValue } from './wire.ts'

/** No message of the API is nested this deep; schemas of custom resources nest at will. */
const maxDepth = 300

/** A message as Go prints the struct that it holds. Unknown fields are skipped. Throws an Error with Go's text. */
export function decodeMessage(
  type: GoStruct,
  bytes: Uint8Array,
  depth = 0,
): { readonly [key: string]: JsonValue } {
  return printStruct(type, fieldValues(type.fields, 0, bytes, depth))
}

/** `level` counts the embedded structs around these fields; an embedded struct is a message in the message. */
function fieldValues(
  fields: readonly GoField[],
  level: number,
  bytes: Uint8Array,
  depth: number,
): Map<GoField, JsonValue> {
  if (depth > maxDepth) throw new WireError('proto: message is nested too deep')
  const values = new Map<GoField, JsonValue>()
  const byNumber = Map.groupBy(fields, (field) => field.inside[level]?.number ?? field.number)
  for (const [number, value] of wireFields(bytes)) {
    const known = number === 0 ? [] : (byNumber.get(number) ?? [])
    const [field] = known
    if (field === undefined) continue
    if (field.inside[level] !== undefined) {
      for (const [inner, decoded] of fieldValues(known, level + 1, bytesOf(value), depth + 1))
        values.set(inner, decoded)
    } else values.set(field, next(field.type, value, values.get(field), depth))
  }
  return values
}

/** The field's value after one more occurrence of it on the wire. */
function next(type: GoType, value: WireValue, before: JsonValue | undefined, depth: number): JsonValue {
  if (type.kind === 'list' && !type.message) {
    const items = isPacked(type.of, value) ? packed(type.of, bytesOf(value)) : [single(type.of, value, depth)]
    return [...(Array.isArray(before) ? (before as readonly JsonValue[]) : []), ...items]
  }
  if (type.kind === 'map')
    return { ...(before as Record<string, JsonValue>), ...entry(type.of, value, depth) }
  return single(type, value, depth)
}

function single(type: GoType, value: WireValue, depth: number): JsonValue {
  switch (type.kind) {
    case 'pointer':
      return single(type.to, value, depth)
    case 'string':
      return text(value)
    case 'bytes':
      return encodeBase64(bytesOf(value))
    case 'bool':
      return integer(value) !== 0
    case 'int32':
      return integer(value) | 0
    case 'int64':
      return integer(value)
    case 'float64':
      if (value.wire !== 'fixed64') throw wrongWire(value)
      return new DataView(value.bytes.buffer, value.bytes.byteOffset, 8).getFloat64(0, true)
    case 'struct':
      return decodeMessage(type, bytesOf(value), depth + 1)
    case 'custom':
      return custom(type, bytesOf(value), depth)
    case 'list':
      return messageList(type.of, bytesOf(value), depth)
    case 'map':
      return entry(type.of, value, depth)
  }
}

/** A named list is a message whose field 1 repeats. */
function messageList(of: GoType, bytes: Uint8Array, depth: number): JsonValue {
  return [...wireFields(bytes)].filter(([number]) => number === 1).map(([, item]) => single(of, item, depth))
}

function entry(of: GoType, value: WireValue, depth: number): { readonly [key: string]: JsonValue } {
  const fields = new Map(wireFields(bytesOf(value)))
  const held = fields.get(2)
  return objectOf([[text(fields.get(1)), held === undefined ? zeroValue(of) : single(of, held, depth + 1)]])
}

type Custom = Extract<GoType, { kind: 'custom' }>

function custom(type: Custom, bytes: Uint8Array, depth: number): JsonValue {
  const message = customMessage(type.name, bytes)
  return message === null ? union(type, bytes, depth) : message.value
}

/** apiextensions' JSONSchemaPropsOr…: the last alternative that is set, as their `MarshalJSON` choose. */
function union(type: Custom, bytes: Uint8Array, depth: number): JsonValue {
  const values = fieldValues(type.fields, 0, bytes, depth + 1)
  const named = new Map([...values].map(([field, value]) => [field.json, value]))
  const schema = named.get('Schema')
  switch (type.name) {
    case 'v1.JSONSchemaPropsOrBool':
      return schema ?? named.get('Allows') ?? false
    case 'v1.JSONSchemaPropsOrArray':
      return named.get('JSONSchemas') ?? schema ?? null
    case 'v1.JSONSchemaPropsOrStringArray':
      return named.get('Property') ?? schema ?? null
    default:
      throw new WireError(`the message ${type.name} is not modelled`)
  }
}

function isPacked(of: GoType, { wire }: WireValue): boolean {
  return wire === 'bytes' && (of.kind === 'int32' || of.kind === 'int64')
}

function packed(of: GoType, bytes: Uint8Array): readonly JsonValue[] {
  // Varints alone: read as the values of a message whose every field is number 1.
  const tagged: number[] = []
  let starts = true
  for (const byte of bytes) {
    if (starts) tagged.push(8)
    tagged.push(byte)
    starts = byte < 0x80
  }
  return [...wireFields(Uint8Array.from(tagged))].map(([, value]) => single(of, value, 0))
}
