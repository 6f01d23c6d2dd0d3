import type { JSONSchemaProps } from '../../schema/kubernetes-types.ts'

/** The schemas of an object's values that `properties` does not name; undefined when there are none. */
export function additionalSchema({ additionalProperties }: JSONSchemaProps): JSONSchemaProps | undefined {
  return isRecord(additionalProperties) ? additionalProperties : undefined
}

/** The schema of a list's items. */
export function itemSchema({ items }: JSONSchemaProps): JSONSchemaProps | undefined {
  return isRecord(items) ? items : undefined
}

/** The schema of one field of an object. */
export function fieldSchema(schema: JSONSchemaProps, name: string): JSONSchemaProps | undefined {
  return schema.properties?.[name] ?? additionalSchema(schema)
}

export type JsonObject = Readonly<Record<string, unknown>>

/** A JSON object, neither list nor null. */
export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
