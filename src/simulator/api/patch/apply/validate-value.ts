import type { JsonValue } from '../../schema/json/json-node.ts'
import type { ListStructure, MapStructure, Structure } from '../../schema/structure.ts'
import { isList, isObject, type JsonObject } from '../json-types.ts'
import { goText } from '../go-text.ts'
import { elementText, type PathElement } from './path-element.ts'
import { itemElement, shapeOf, valueStructure } from './typed-value.ts'

/**
 * What keeps a value from being of its structure, as structured-merge-diff words it (`typed/validate.go`); null for nothing.
 * @param allowsDuplicates false for what is applied: no item twice.
 */
export function structureProblems(
  structure: Structure,
  value: JsonValue,
  allowsDuplicates: boolean,
): string | null {
  const problems = [...problemsOf(structure, value, '', allowsDuplicates)]
  const [only] = problems
  if (only === undefined) return null
  return problems.length === 1 ? only : ['errors:', ...problems.map((problem) => `  ${problem}`)].join('\n')
}

function* problemsOf(
  structure: Structure,
  value: JsonValue,
  path: string,
  allowsDuplicates: boolean,
): Generator<string> {
  const at = path === '' ? '' : `${path}: `
  const shape = shapeOf(structure, value)
  if (value === null) return
  if (shape.kind === 'scalar') {
    const problem = scalarProblem(shape.scalar, value)
    if (problem !== null) yield `${at}${problem}`
  } else if (shape.kind === 'list') {
    if (isList(value)) yield* itemProblems(shape.list, value, path, allowsDuplicates)
    else yield `${at}expected list, got ${shown(value)}`
  } else if (isObject(value)) yield* fieldProblems(shape.map, value, path, allowsDuplicates)
  else yield `${at}expected map, got ${shown(value)}`
}

function* fieldProblems(
  map: MapStructure,
  value: JsonObject,
  path: string,
  allowsDuplicates: boolean,
): Generator<string> {
  for (const [key, inner] of Object.entries(value)) {
    const innerPath = `${path}.${key}`
    if (map.field(key) === null && map.others() === null) {
      yield `${innerPath}: field not declared in schema`
      return
    }
    yield* problemsOf(valueStructure(map, key), inner, innerPath, allowsDuplicates)
  }
}

function* itemProblems(
  list: ListStructure,
  value: readonly JsonValue[],
  path: string,
  allowsDuplicates: boolean,
): Generator<string> {
  const seen = new Set<PathElement>()
  for (const [index, item] of value.entries()) {
    let innerPath = `${path}[${index}]`
    if (!list.atomic) {
      let element: PathElement
      try {
        element = itemElement(list, item)
      } catch (error) {
        yield `${path}: element ${index}: ${error instanceof Error ? error.message : String(error)}`
        return
      }
      if (seen.has(element) && !allowsDuplicates)
        yield `${path}: duplicate entries for key ${elementText(element)}`
      seen.add(element)
      innerPath = `${path}${elementText(element)}`
    }
    yield* problemsOf(list.element(), item, innerPath, allowsDuplicates)
  }
}

function scalarProblem(scalar: NonNullable<Structure['scalar']>, value: JsonValue): string | null {
  switch (scalar) {
    case 'numeric':
      return typeof value === 'number' ? null : `expected numeric (int or float), got ${goTypeName(value)}`
    case 'string':
      return typeof value === 'string'
        ? null
        : `expected string, got &value.valueUnstructured{Value:${shown(value)}}`
    case 'boolean':
      return typeof value === 'boolean'
        ? null
        : `expected boolean, got &value.valueUnstructured{Value:${shown(value)}}`
    case 'untyped':
      return typeof value === 'object' ? `expected any scalar, got ${shown(value)}` : null
  }
}

function shown(value: JsonValue): string {
  return typeof value === 'string' ? value : goText(value)
}

function goTypeName(value: JsonValue): string {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}'
}
