import type { KubernetesFacts } from './facts.ts'
import { groupVersionOf, type GroupVersionKind, type OpenApiSchema } from './openapi-schema.ts'

/** The OpenAPI schemas of the built-in kinds. */
export interface Schemas {
  /** Null for kinds that are not built in. */
  ofKind(kind: GroupVersionKind): OpenApiSchema | null
  /** The schema that a `$ref` (also one alone in an `allOf`) points to; any other schema is itself. */
  resolve(schema: OpenApiSchema): OpenApiSchema
}

const prefix = '#/components/schemas/'
export const objectMetaId = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'

export function openSchemas(facts: Pick<KubernetesFacts, 'schemas'>): Schemas {
  let byKind: ReadonlyMap<string, OpenApiSchema> | undefined
  return {
    ofKind: (kind) => {
      byKind ??= indexByKind(facts.schemas())
      return byKind.get(keyOf(kind)) ?? null
    },
    resolve: (schema) => {
      const reference = referenceOf(schema)
      if (reference === null) return schema
      const found = facts.schemas()[reference]
      if (found === undefined) throw new Error(`no schema ${reference}`)
      return found
    },
  }
}

/** A custom resource's schema with the fields that every object has, as the API server publishes it. */
export function customKindSchema(schema: OpenApiSchema): OpenApiSchema {
  return {
    ...schema,
    properties: {
      ...schema.properties,
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { allOf: [{ $ref: `${prefix}${objectMetaId}` }] },
    },
  }
}

/** The id that a schema refers to; null when it is no reference. */
export function referenceOf({ $ref, allOf }: OpenApiSchema): string | null {
  const reference = $ref ?? (allOf?.length === 1 ? allOf[0]?.$ref : undefined)
  return reference === undefined ? null : reference.slice(reference.lastIndexOf('/') + 1)
}

function indexByKind(schemas: Readonly<Record<string, OpenApiSchema>>): ReadonlyMap<string, OpenApiSchema> {
  return new Map(
    Object.values(schemas).flatMap((schema) =>
      (schema['x-kubernetes-group-version-kind'] ?? []).map((kind) => [keyOf(kind), schema] as const),
    ),
  )
}

function keyOf(kind: GroupVersionKind): string {
  return `${groupVersionOf(kind)} ${kind.kind}`
}
