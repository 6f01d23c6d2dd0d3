import type { OpenApiSchema } from '../../schema/openapi-schema.ts'
import type { Schemas } from '../../schema/schemas.ts'

/** How a strategic merge patch treats the fields of one struct; null below what no schema describes. */
export interface PatchSchema {
  field(name: string): PatchField
}

export interface PatchField {
  /** `merge`, `replace` or '' (which replaces lists and merges objects). */
  readonly strategy: string
  /** '' for none. */
  readonly mergeKey: string
  /** Of the field's object, or of its list's items. */
  schema(): PatchSchema
}

const unknown: PatchField = { strategy: '', mergeKey: '', schema: () => ({ field: () => unknown }) }

/** From x-kubernetes-patch-strategy and x-kubernetes-patch-merge-key. */
export function patchSchema(schemas: Schemas, schema: OpenApiSchema): PatchSchema {
  const { properties = {} } = schemas.resolve(schema)
  return {
    field: (name) => {
      const found = Object.hasOwn(properties, name) ? properties[name] : undefined
      if (found === undefined) return unknown
      const strategies = (found['x-kubernetes-patch-strategy'] ?? '').split(',')
      return {
        strategy: strategies.find((strategy) => strategy !== 'retainKeys') ?? '',
        mergeKey: found['x-kubernetes-patch-merge-key'] ?? '',
        schema: () => patchSchema(schemas, schemas.resolve(found).items ?? found),
      }
    },
  }
}
