import type { JSONSchemaProps } from '../../schema/kubernetes-types.ts'
import { additionalSchema, isRecord, itemSchema } from './json-schema.ts'

/**
 * A value with the defaults of its structural schema: of fields that are missing, and of those that are null but may not be. Source:
 * apiextensions `schema/defaulting.Default`, which prunes such nulls first.
 */
export function withSchemaDefaults(schema: JSONSchemaProps, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = itemSchema(schema)
    return items === undefined ? value : value.map((item) => withSchemaDefaults(items, item))
  }
  if (!isRecord(value)) return value
  const result: Record<string, unknown> = { ...value }
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const nulled = result[name] === null && field.nullable !== true
    if (nulled && field.default !== undefined) Reflect.deleteProperty(result, name)
    if (result[name] === undefined && field.default !== undefined) result[name] = field.default
    if (result[name] !== undefined) result[name] = withSchemaDefaults(field, result[name])
  }
  const others = additionalSchema(schema)
  if (others === undefined) return result
  for (const name of Object.keys(result)) {
    if (schema.properties?.[name] === undefined) result[name] = withSchemaDefaults(others, result[name])
  }
  return result
}
