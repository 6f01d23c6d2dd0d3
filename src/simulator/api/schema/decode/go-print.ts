import type { GoField, GoStruct, GoType } from '../go-types.ts'
import { objectOf, type JsonValue } from '../json/json-node.ts'

/** What was decoded for each field of a struct; a field that is missing holds its zero value. */
export type GoFieldValues = ReadonlyMap<GoField, JsonValue>

/** The struct as Go's encoder writes it: zero values stand unless their field says `omitempty` or `omitzero`. */
export function printStruct(
  { fields }: Pick<GoStruct, 'fields'>,
  values: GoFieldValues,
): { readonly [key: string]: JsonValue } {
  const printed: [string, JsonValue][] = []
  for (const field of fields) {
    const value = values.get(field) ?? zeroValue(field.type)
    const omitted =
      (field.omitEmpty && isEmpty(field.type, value)) || (field.omitZero && isZero(field.type, value))
    if (!omitted) printed.push([field.json, value])
  }
  return objectOf(printed)
}

/** What Go's encoder writes for a variable that nothing was decoded into. */
export function zeroValue(type: GoType): JsonValue {
  switch (type.kind) {
    case 'string':
      return ''
    case 'bool':
      return false
    case 'int32':
    case 'int64':
    case 'float64':
      return 0
    case 'bytes':
    case 'pointer':
    case 'list':
    case 'map':
      return null
    case 'struct':
      return printStruct(type, new Map())
    case 'custom':
      return customZeros[type.name] ?? null
  }
}

/** Types that write their own JSON write null when they are zero, but for these. */
const customZeros: Readonly<Record<string, JsonValue>> = {
  'resource.Quantity': '0',
  'intstr.IntOrString': 0,
  'v1.JSONSchemaPropsOrBool': false,
}

/** encoding/json's `omitempty`: false, 0, nil, and lists, maps and strings of length 0; never a struct. */
function isEmpty(type: GoType, value: JsonValue): boolean {
  switch (type.kind) {
    case 'struct':
    case 'custom':
      return false
    case 'pointer':
      return value === null
    case 'list':
    case 'map':
      return value === null || Object.keys(value).length === 0
    default:
      return value === null || value === '' || value === 0 || value === false
  }
}

function isZero(type: GoType, value: JsonValue): boolean {
  return JSON.stringify(value) === JSON.stringify(zeroValue(type))
}
