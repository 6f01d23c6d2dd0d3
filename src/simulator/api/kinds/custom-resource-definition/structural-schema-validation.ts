import { forbiddenField, required } from '../../meta/field-errors.ts'
import type { JSONSchemaProps } from '../../schema/kubernetes-types.ts'
import { additionalSchema, itemSchema } from '../custom-resource/json-schema.ts'
import type { FieldErrors } from '../field-checks.ts'

/** apiextensions `schema.ValidateStructural`: every level has a type, and nothing that only plain JSON schema has. */
export function* checkStructure(path: string, schema: JSONSchemaProps): FieldErrors {
  if (schema.type !== 'object') yield required(`${path}.type`, 'must be object at the root')
  yield* checkLevel(path, schema)
}

function* checkLevel(path: string, schema: JSONSchemaProps): FieldErrors {
  const free =
    schema['x-kubernetes-int-or-string'] === true || schema['x-kubernetes-preserve-unknown-fields'] === true
  if (schema.type === undefined && !free) {
    yield required(`${path}.type`, 'must not be empty for specified object fields')
  }
  for (const field of ['$ref', 'definitions', 'dependencies', 'patternProperties', 'id'] as const) {
    if (schema[field] !== undefined) yield forbiddenField(`${path}.${field}`, `${field} is not supported`)
  }
  if (schema.uniqueItems === true) {
    yield forbiddenField(
      `${path}.uniqueItems`,
      'uniqueItems cannot be set to true since the runtime complexity becomes quadratic',
    )
  }
  if (schema.properties !== undefined && additionalSchema(schema) !== undefined) {
    yield forbiddenField(
      `${path}.additionalProperties`,
      'additionalProperties and properties are mutual exclusive',
    )
  }
  if (schema.type === 'array' && schema.items === undefined) {
    yield required(`${path}.items`, 'must be specified')
  }
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    yield* checkLevel(`${path}.properties[${name}]`, field)
  }
  const others = additionalSchema(schema)
  if (others !== undefined) yield* checkLevel(`${path}.additionalProperties`, others)
  const items = itemSchema(schema)
  if (items !== undefined) yield* checkLevel(`${path}.items`, items)
}
