import { goQuote } from '../../meta/go-quote.ts'
import {
  duplicateValue,
  invalidValue,
  notSupported,
  required,
  tooLong,
  tooMany,
} from '../../meta/field-errors.ts'
import { semanticEqual } from '../../meta/semantic-equality.ts'
import type { JSONSchemaProps } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import { list } from '../zero-values.ts'
import { fieldSchema, isRecord, itemSchema, type JsonObject } from './json-schema.ts'

/**
 * What a schema finds wrong with a value, in the words of kube-openapi's `validate` and `errors/schema.go` as apiextensions'
 * `kubeOpenAPIResultToFieldErrors` passes them on. `path` is '' for the object itself.
 */
export function* checkSchema(schema: JSONSchemaProps, value: unknown, path: string): FieldErrors {
  if (value === null && schema.nullable === true) return
  const types = typesOf(schema)
  const type = typeOf(value)
  if (types.length > 0 && !types.some((allowed) => allows(allowed, type))) {
    const detail = `${named(path)}must be of type ${types.join(',')}: ${goQuote(type)}`
    yield { type: 'TypeInvalid', field: path, value: type, detail }
    return
  }
  yield* checkCombinations(schema, value, path)
  if (typeof value === 'string') yield* checkText(schema, value, path)
  if (typeof value === 'number') yield* checkNumber(schema, value, path)
  if (Array.isArray(value)) yield* checkItems(schema, value, path)
  const { enum: allowed } = schema
  if (allowed !== undefined && !allowed.some((one) => semanticEqual(one, value))) {
    yield notSupported(
      path,
      value,
      allowed.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))),
    )
  }
  if (isRecord(value)) yield* checkFields(schema, value, path)
}

/** `spec.port in body `, as every text begins. */
function named(path: string): string {
  return path === '' ? 'in body ' : `${path} in body `
}

function typesOf(schema: JSONSchemaProps): readonly string[] {
  if (schema['x-kubernetes-int-or-string'] === true) return ['integer', 'string']
  return schema.type === undefined ? [] : [schema.type]
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

function allows(allowed: string, type: string): boolean {
  return allowed === type || (allowed === 'number' && type === 'integer')
}

function* checkText(schema: JSONSchemaProps, value: string, path: string): FieldErrors {
  const { minLength, maxLength, pattern, format } = schema
  const length = Array.from(value).length
  if (maxLength !== undefined && length > maxLength) yield tooLong(path, maxLength)
  if (minLength !== undefined && length < minLength) {
    yield invalidValue(path, value, `${named(path)}should be at least ${minLength} chars long`)
  }
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) {
    yield invalidValue(path, value, `${named(path)}should match '${pattern}'`)
  }
  if (format === 'date-time' && Number.isNaN(Date.parse(value))) {
    yield {
      type: 'TypeInvalid',
      field: path,
      value,
      detail: `${named(path)}must be of type date-time: ${goQuote(value)}`,
    }
  }
}

function* checkNumber(schema: JSONSchemaProps, value: number, path: string): FieldErrors {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  if (multipleOf !== undefined && value % multipleOf !== 0) {
    yield invalidValue(path, value, `${named(path)}should be a multiple of ${multipleOf}`)
  }
  if (maximum !== undefined && (value > maximum || (exclusiveMaximum === true && value === maximum))) {
    const orEqual = exclusiveMaximum === true ? '' : ' than or equal to'
    yield invalidValue(path, value, `${named(path)}should be less${orEqual || ' than'} ${maximum}`)
  }
  if (minimum !== undefined && (value < minimum || (exclusiveMinimum === true && value === minimum))) {
    const orEqual = exclusiveMinimum === true ? '' : ' than or equal to'
    yield invalidValue(path, value, `${named(path)}should be greater${orEqual || ' than'} ${minimum}`)
  }
}

function* checkItems(schema: JSONSchemaProps, values: readonly unknown[], path: string): FieldErrors {
  const { minItems, maxItems, uniqueItems } = schema
  const items = itemSchema(schema)
  if (items !== undefined) {
    for (const [index, value] of values.entries()) yield* checkSchema(items, value, `${path}[${index}]`)
  }
  if (minItems !== undefined && values.length < minItems) {
    yield invalidValue(path, values.length, `${named(path)}should have at least ${minItems} items`)
  }
  if (maxItems !== undefined && values.length > maxItems) yield tooMany(path, values.length, maxItems)
  if (uniqueItems === true && repeats(values).length > 0) {
    yield invalidValue(path, '', `${named(path)}shouldn't contain duplicates`)
  }
}

function* checkFields(schema: JSONSchemaProps, value: JsonObject, path: string): FieldErrors {
  const { minProperties, maxProperties } = schema
  const count = Object.keys(value).length
  if (minProperties !== undefined && count < minProperties) {
    yield invalidValue(path, count, `${named(path)}should have at least ${minProperties} properties`)
  }
  if (maxProperties !== undefined && count > maxProperties) yield tooMany(path, count, maxProperties)
  for (const [name, field] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const known = fieldSchema(schema, name)
    if (known !== undefined) yield* checkSchema(known, field, child(path, name))
  }
  for (const name of list(schema.required)) {
    if (value[name] === undefined) yield required(child(path, name))
  }
}

function child(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

/** Lists of type set and map hold each key once (apiextensions `schema/listtype.ValidateListSetsAndMaps`). */
export function* checkListTypes(schema: JSONSchemaProps, value: unknown, path: string): FieldErrors {
  if (Array.isArray(value)) {
    const kind = schema['x-kubernetes-list-type']
    const keys = list(schema['x-kubernetes-list-map-keys'])
    const identities = kind === 'map' ? value.map((item) => keysOf(item, keys)) : value
    if (kind === 'map' || kind === 'set') {
      for (const index of repeats(identities)) yield duplicateValue(`${path}[${index}]`, identities[index])
    }
    const items = itemSchema(schema)
    if (items === undefined) return
    for (const [index, item] of value.entries()) yield* checkListTypes(items, item, `${path}[${index}]`)
    return
  }
  if (!isRecord(value)) return
  for (const [name, field] of Object.entries(value)) {
    const known = fieldSchema(schema, name)
    if (known !== undefined) yield* checkListTypes(known, field, child(path, name))
  }
}

function keysOf(item: unknown, keys: readonly string[]): unknown {
  if (!isRecord(item)) return item
  return Object.fromEntries(keys.filter((key) => item[key] !== undefined).map((key) => [key, item[key]]))
}

/** The places of values that were there before. */
function repeats(values: readonly unknown[]): readonly number[] {
  return values.flatMap((value, index) =>
    values.slice(0, index).some((earlier) => semanticEqual(earlier, value)) ? [index] : [],
  )
}

function* checkCombinations(schema: JSONSchemaProps, value: unknown, path: string): FieldErrors {
  const failures = (one: JSONSchemaProps): readonly unknown[] => [...checkSchema(one, value, path)]
  const passes = (one: JSONSchemaProps): boolean => failures(one).length === 0
  const shown = goQuote(path)
  const { anyOf, oneOf, allOf, not } = schema
  if (anyOf !== undefined && !anyOf.some(passes)) {
    yield invalidValue(path, '', `${shown} must validate at least one schema (anyOf)`)
  }
  if (oneOf !== undefined) {
    const valid = oneOf.filter(passes).length
    const found = valid === 0 ? 'Found none valid' : `Found ${valid} valid alternatives`
    if (valid !== 1) {
      yield invalidValue(path, '', `${shown} must validate one and only one schema (oneOf). ${found}`)
    }
  }
  for (const one of list(allOf)) yield* checkSchema(one, value, path)
  if (not !== undefined && passes(not)) {
    yield invalidValue(path, '', `${shown} must not validate the schema (not)`)
  }
}
