import type { OpenApiSchema } from '../openapi-schema.ts'
import { objectOf, plainValue, type JsonNode, type JsonValue } from '../json/json-node.ts'
import type { StrictErrors } from './strict-errors.ts'

export interface Pruned {
  readonly value: JsonValue
  /** Paths of the fields that were dropped, sorted. */
  readonly unknown: readonly string[]
}

/**
 * Drops what a custom resource's structural schema does not name. Source: apiextensions-apiserver `pkg/apiserver/schema/pruning`.
 * @param isResource true at the root: apiVersion, kind and metadata stay.
 */
export function prune(schema: OpenApiSchema, node: JsonNode, isResource: boolean): Pruned {
  const unknown = new Set<string>()
  const value = pruned(schema, node, '', isResource, unknown)
  return { value, unknown: [...unknown].sort() }
}

function pruned(
  schema: OpenApiSchema,
  node: JsonNode,
  path: string,
  isResource: boolean,
  unknown: Set<string>,
): JsonValue {
  if (node.kind === 'array' && schema.items !== undefined) {
    const { items } = schema
    return node.items.map((item, index) =>
      pruned(items, item, `${path}[${index}]`, items['x-kubernetes-embedded-resource'] === true, unknown),
    )
  }
  if (node.kind !== 'object') return plainValue(node)
  const kept: [string, JsonValue][] = []
  for (const [key, value] of node.entries) {
    const inner = path === '' ? key : `${path}.${key}`
    const field = fieldSchema(schema, key)
    if (isResource && ['apiVersion', 'kind', 'metadata'].includes(key)) kept.push([key, plainValue(value)])
    else if (field === 'anything') kept.push([key, plainValue(value)])
    else if (field === null) unknown.add(inner)
    else
      kept.push([key, pruned(field, value, inner, field['x-kubernetes-embedded-resource'] === true, unknown)])
  }
  return objectOf(kept)
}

/** Null: not named, and to be dropped. */
function fieldSchema(schema: OpenApiSchema, key: string): OpenApiSchema | 'anything' | null {
  const named = Object.hasOwn(schema.properties ?? {}, key) ? schema.properties?.[key] : undefined
  if (named !== undefined) return named
  const others = schema.additionalProperties
  if (typeof others === 'object') return others
  return others === true || schema['x-kubernetes-preserve-unknown-fields'] === true ? 'anything' : null
}

/** Repeated keys of untyped JSON, anywhere in it. */
export function addDuplicates(node: JsonNode, errors: StrictErrors, path = ''): void {
  if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) addDuplicates(item, errors, `${path}[${index}]`)
  }
  if (node.kind !== 'object') return
  const seen = new Set<string>()
  for (const [key, value] of node.entries) {
    const inner = path === '' ? key : `${path}.${key}`
    if (seen.has(key)) errors.add('duplicate field', inner)
    seen.add(key)
    addDuplicates(value, errors, inner)
  }
}
