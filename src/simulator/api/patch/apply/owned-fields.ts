import type { JsonValue } from '../../schema/json/json-node.ts'
import type { ListStructure, MapStructure, Structure } from '../../schema/structure.ts'
import { isList, isObject, type JsonObject } from '../json-types.ts'
import { FieldSetBuilder, type FieldPath, type FieldSet } from './field-set.ts'
import { fieldElement } from './path-element.ts'
import { itemElement, shapeOf, valueStructure } from './typed-value.ts'

/** Every field that an applied value sets. Source: structured-merge-diff `typed/tofieldset.go`. */
export function ownedFields(structure: Structure, value: JsonValue): FieldSet {
  const builder = new FieldSetBuilder()
  collect(structure, value, [], builder)
  return builder.build()
}

function collect(structure: Structure, value: JsonValue, path: FieldPath, into: FieldSetBuilder): void {
  const shape = shapeOf(structure, value)
  if (shape.kind === 'scalar') into.add(path)
  else if (shape.kind === 'list') {
    if (shape.list.atomic) into.add(path)
    else if (isList(value)) collectItems(shape.list, value, path, into)
  } else if (shape.map.atomic) into.add(path)
  else if (isObject(value)) collectFields(shape.map, value, path, into)
}

function collectFields(map: MapStructure, value: JsonObject, path: FieldPath, into: FieldSetBuilder): void {
  for (const [key, inner] of Object.entries(value)) {
    const innerPath = [...path, fieldElement(key)]
    collect(valueStructure(map, key), inner, innerPath, into)
    const isBare = inner === null || (isObject(inner) && Object.keys(inner).length === 0)
    if (isBare || map.field(key) === null) into.add(innerPath)
  }
}

/** An item that is there twice is owned as a whole. */
function collectItems(
  list: ListStructure,
  value: readonly JsonValue[],
  path: FieldPath,
  into: FieldSetBuilder,
): void {
  const items = Map.groupBy(value, (item) => itemElement(list, item))
  for (const [element, same] of items) {
    const innerPath = [...path, element]
    const [only, second] = same
    if (only !== undefined && second === undefined) collect(list.element(), only, innerPath, into)
    into.add(innerPath)
  }
}
