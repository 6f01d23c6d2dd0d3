import { canonicalQuantity } from '../../meta/quantity.ts'
import type { GoField, GoType } from '../go-types.ts'
import { plainValue, type JsonNode, type JsonValue } from '../json/json-node.ts'
import { GoNumberMismatch, GoTypeMismatch, type GoContext } from './go-errors.ts'
import { zeroValue } from './go-print.ts'
import { canonicalTime } from './go-time.ts'

/** Decodes a nested value that Go hands to a decoder of its own: unknown fields in it are not noticed. */
export type DecodeNested = (type: GoType, node: JsonNode) => JsonValue

type Custom = Extract<GoType, { kind: 'custom' }>

/**
 * A type with an `UnmarshalJSON` of its own, decoded and printed again. Throws what that function answers; such an error ends the
 * whole decoding at once.
 */
export function decodeCustom(
  type: Custom,
  node: JsonNode,
  context: GoContext,
  nested: DecodeNested,
): JsonValue {
  switch (type.name) {
    case 'resource.Quantity':
      return quantity(node)
    case 'intstr.IntOrString':
      return intOrString(node, context)
    case 'v1.Time':
      return time(node, 'seconds', context)
    case 'v1.MicroTime':
      return time(node, 'micros', context)
    case 'v1.JSONSchemaPropsOrBool':
      if (node.kind === 'bool') return node.value
      if (node.kind !== 'object') throw new Error('boolean or JSON schema expected')
      return nested(innerType(type, 'Schema'), node)
    case 'v1.JSONSchemaPropsOrArray':
      if (node.kind === 'array') return nested(innerType(type, 'JSONSchemas'), node)
      return node.kind === 'object' ? nested(innerType(type, 'Schema'), node) : null
    case 'v1.JSONSchemaPropsOrStringArray':
      if (node.kind === 'array') return nested(innerType(type, 'Property'), node)
      return node.kind === 'object' ? nested(innerType(type, 'Schema'), node) : null
    case 'v1.FieldsV1':
    case 'v1.JSON':
    case 'runtime.RawExtension':
      return plainValue(node)
    default:
      throw new Error(`the Go type ${type.name} writes its own JSON, in a way that is not modelled`)
  }
}

function innerType({ fields, name }: Custom, field: string): GoField['type'] {
  const found = fields.find(({ json }) => json === field)
  if (found === undefined) throw new Error(`the Go type ${name} has no field ${field}`)
  return found.type
}

function quantity(node: JsonNode): JsonValue {
  switch (node.kind) {
    case 'null':
      return '0'
    case 'string':
      return canonicalQuantity(node.value)
    case 'number':
      return canonicalQuantity(node.text)
    default:
      return canonicalQuantity(JSON.stringify(plainValue(node)))
  }
}

const int32 = { name: 'int32' }

function intOrString(node: JsonNode, context: GoContext): JsonValue {
  if (node.kind === 'string') return node.value
  if (node.kind === 'null') return 0
  if (node.kind !== 'number') throw new GoTypeMismatch(node, int32, context)
  if (!isInteger(node.text, 32)) throw new GoNumberMismatch(node.text, int32, context)
  return Number(node.text)
}

function time(node: JsonNode, precision: 'seconds' | 'micros', context: GoContext): JsonValue {
  if (node.kind === 'null') return zeroValue({ kind: 'custom', name: 'v1.Time', fields: [] })
  if (node.kind !== 'string') throw new GoTypeMismatch(node, { name: 'string' }, context)
  return canonicalTime(node.value, precision)
}

/** Go's `strconv.ParseInt` of that many bits takes it. */
export function isInteger(text: string, bits: 32 | 64): boolean {
  if (!/^-?\d+$/.test(text) || text.length > 20) return false
  const value = BigInt(text)
  const limit = 1n << BigInt(bits - 1)
  return value >= -limit && value < limit
}
