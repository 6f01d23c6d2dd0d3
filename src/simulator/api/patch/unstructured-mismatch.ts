import type { MismatchStyle } from '../schema/decode/decode-go.ts'
import type { GoType } from '../schema/go-types.ts'
import type { JsonNode } from '../schema/json/json-node.ts'

/**
 * What is said of a wrong type in a strategically merged object, which goes into its Go type without JSON in between.
 * Source: apimachinery `pkg/runtime/converter.go`.
 */
export const unstructuredMismatch: MismatchStyle = {
  error: (node, type) => new Error(textOf(node, type)),
  endsDecoding: true,
}

function textOf(node: JsonNode, type: GoType): string {
  switch (type.kind) {
    case 'map':
      return `cannot restore map from ${goKind(node)}`
    case 'list':
    case 'bytes':
      return `cannot restore slice from ${goKind(node)}`
    case 'struct':
      return `cannot restore struct from: ${goKind(node)}`
    case 'int32':
    case 'int64':
      if (goKind(node) === 'float64') return `cannot convert float64 to ${type.name}`
      break
    case 'string':
      // Go can convert an integer to a string, so that it fails later and with another text.
      if (goKind(node) === 'int64') return `cannot convert int64 to ${type.name}`
      break
    default:
      break
  }
  return `unrecognized type: ${type.kind}`
}

function goKind(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return 'map'
    case 'array':
      return 'slice'
    case 'number':
      return /^-?\d+$/.test(node.text) ? 'int64' : 'float64'
    default:
      return node.kind
  }
}
