import { celEnv, CelScalar, isCelError, parse, plan, type CelInput, type CelResult } from '@bufbuild/cel'
import { duplicateValue, forbiddenField, invalidValue, required } from '../../meta/field-errors.ts'
import type { JSONSchemaProps, ValidationRule } from '../../schema/kubernetes-types.ts'
import { omittedValue, type FieldError } from '../../status-error.ts'
import type { FieldErrors } from '../field-checks.ts'
import { list } from '../zero-values.ts'
import { fieldSchema, isRecord, itemSchema } from './json-schema.ts'

/**
 * The CEL rules of a schema and of all inside it, on a value and what it was before (null on create): apiextensions `schema/cel`. Rules about
 * the old value run only where there is one.
 */
export function* checkRules(
  schema: JSONSchemaProps,
  value: unknown,
  old: unknown,
  path: string,
): FieldErrors {
  if (value === null || value === undefined) return
  for (const rule of list(schema['x-kubernetes-validations']))
    yield* checkRule(schema, rule, value, old, path)
  if (Array.isArray(value)) {
    const items = itemSchema(schema)
    if (items === undefined) return
    const before: readonly unknown[] = Array.isArray(old) ? old : []
    for (const [index, item] of value.entries()) {
      yield* checkRules(items, item, earlier(schema, item, before), `${path}[${index}]`)
    }
    return
  }
  if (!isRecord(value)) return
  for (const [name, field] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const known = fieldSchema(schema, name)
    if (known === undefined) continue
    const was = isRecord(old) ? old[name] : undefined
    yield* checkRules(known, field, was, path === '' ? name : `${path}.${name}`)
  }
}

/** The item of the old list with the same keys; only lists of type map can tell. */
function earlier(schema: JSONSchemaProps, item: unknown, before: readonly unknown[]): unknown {
  const keys = list(schema['x-kubernetes-list-map-keys'])
  if (schema['x-kubernetes-list-type'] !== 'map' || !isRecord(item)) return undefined
  return before.find((old) => isRecord(old) && keys.every((key) => old[key] === item[key]))
}

function* checkRule(
  schema: JSONSchemaProps,
  rule: ValidationRule,
  value: unknown,
  old: unknown,
  path: string,
): FieldErrors {
  const isOld = old !== null && old !== undefined
  if (/\boldSelf\b/.test(rule.rule) && !isOld) return
  const result = evaluate(rule.rule, celValue(schema, value), isOld ? celValue(schema, old) : null)
  if (result === true) return
  const at = path + (rule.fieldPath ?? '')
  if (isCelError(result)) {
    yield invalidValue(path, schema.type ?? '', `${result.message} evaluating rule: ${messageOf(rule)}`)
    return
  }
  const shown = schema.type === 'object' || schema.type === 'array' ? omittedValue : value
  yield failed(rule, at, shown)
}

function failed(rule: ValidationRule, path: string, value: unknown): FieldError {
  const detail = rule.message === undefined ? `failed rule: ${rule.rule.trim()}` : rule.message.trim()
  switch (rule.reason) {
    case 'FieldValueForbidden':
      return forbiddenField(path, detail)
    case 'FieldValueRequired':
      return required(path, detail)
    case 'FieldValueDuplicate':
      return duplicateValue(path, value)
    default:
      return invalidValue(path, value, detail)
  }
}

function messageOf({ message, rule }: ValidationRule): string {
  return (message ?? rule).trim()
}

type Program = (variables: { self: CelInput; oldSelf: CelInput }) => CelResult

const environment = celEnv({ variables: { self: CelScalar.DYN, oldSelf: CelScalar.DYN } })
const programs = new Map<string, Program>()

/** Rules are few and run often: each is planned once. */
function evaluate(rule: string, self: CelInput, oldSelf: CelInput): CelResult {
  let program = programs.get(rule)
  if (program === undefined) {
    program = plan(environment, parse(rule))
    programs.set(rule, program)
  }
  return program({ self, oldSelf })
}

/** JSON as CEL has it by the schema: whole numbers are integers unless the schema says number. */
function celValue(schema: JSONSchemaProps | undefined, value: unknown): CelInput {
  if (Array.isArray(value)) {
    const items = schema === undefined ? undefined : itemSchema(schema)
    return value.map((item) => celValue(items, item))
  }
  if (isRecord(value)) {
    const fields = Object.entries(value).map(([name, field]): [string, CelInput] => [
      name,
      celValue(schema === undefined ? undefined : fieldSchema(schema, name), field),
    ])
    return new Map(fields)
  }
  if (typeof value === 'number') {
    return schema?.type !== 'number' && Number.isInteger(value) ? BigInt(value) : value
  }
  return typeof value === 'string' || typeof value === 'boolean' ? value : null
}
