import type { GoTypes } from '../go-types.ts'
import type { JsonNode, JsonValue } from '../json/json-node.ts'
import type { OpenApiSchema } from '../openapi-schema.ts'
import { decodeGo, type GoDecoded } from './decode-go.ts'
import { StrictErrors } from './strict-errors.ts'
import { addDuplicates, prune } from './unknown-fields.ts'

/**
 * Decodes a custom resource: metadata as Go's ObjectMeta, the rest pruned by its schema. Throws an Error with Go's text when metadata
 * does not fit. Source: apiextensions-apiserver `schemaCoercingDecoder`.
 */
export function decodeCustomObject(types: GoTypes, schema: OpenApiSchema, node: JsonNode): GoDecoded {
  const errors = new StrictErrors()
  addDuplicates(node, errors)
  const { value, unknown } = prune(schema, node, true)
  const object = value as { readonly [key: string]: JsonValue }
  const metadata = metadataOf(types, node)
  for (const field of metadata.unknown) errors.add('unknown field', `metadata.${field}`)
  for (const path of unknown) errors.add('unknown field', path)
  return {
    value: metadata.value === null ? object : { ...object, metadata: metadata.value },
    strictErrors: errors.texts(),
  }
}

function metadataOf(types: GoTypes, node: JsonNode): { value: JsonValue; unknown: readonly string[] } {
  const found = node.kind === 'object' ? node.entries.findLast(([key]) => key === 'metadata') : undefined
  const type = types.objectMeta()
  if (found === undefined) return { value: null, unknown: [] }
  const { value, strictErrors } = decodeGo(type, found[1])
  const unknown = strictErrors.flatMap((text) => /^unknown field "(.*)"$/.exec(text)?.[1] ?? [])
  return { value, unknown }
}
