import { objectOf, type JsonValue } from '../../schema/json/json-node.ts'
import type { ListStructure, MapStructure, Structure } from '../../schema/structure.ts'
import { isList, isObject, type JsonObject } from '../json-types.ts'
import { below, isEmptySet, type FieldSet } from './field-set.ts'
import { fieldElement } from './path-element.ts'
import { itemElement, shapeOf, valueStructure } from './typed-value.ts'

/**
 * The value without the fields of the set. What is emptied by it stays, empty; atomic values have no fields to remove.
 * Source: structured-merge-diff `typed/remove.go`.
 */
export function removeFields(structure: Structure, value: JsonValue, fields: FieldSet): JsonValue {
  const shape = shapeOf(structure, value)
  if (shape.kind === 'scalar') return value
  if (shape.kind === 'list')
    return isList(value) && value.length > 0 && !shape.list.atomic
      ? withoutItems(shape.list, value, fields)
      : null
  return isObject(value) && Object.keys(value).length > 0 && !shape.map.atomic
    ? withoutFields(shape.map, value, fields)
    : null
}

function withoutFields(map: MapStructure, value: JsonObject, fields: FieldSet): JsonValue {
  const kept: [string, JsonValue][] = []
  let touched = false
  for (const [key, inner] of Object.entries(value)) {
    const element = fieldElement(key)
    if (fields.members.has(element)) continue
    const inside = below(fields, element)
    touched ||= !isEmptySet(inside)
    kept.push([key, isEmptySet(inside) ? inner : removeInside(valueStructure(map, key), inner, inside)])
  }
  return kept.length > 0 || touched ? objectOf(kept) : null
}

function withoutItems(list: ListStructure, value: readonly JsonValue[], fields: FieldSet): JsonValue {
  const kept: JsonValue[] = []
  let touched = false
  for (const item of value) {
    const element = itemElement(list, item)
    if (fields.members.has(element)) continue
    const inside = below(fields, element)
    touched ||= !isEmptySet(inside)
    kept.push(isEmptySet(inside) ? item : removeInside(list.element(), item, inside))
  }
  return kept.length > 0 || touched ? kept : null
}

function removeInside(structure: Structure, value: JsonValue, fields: FieldSet): JsonValue {
  return removeFields(structure, value, fields) ?? (isObject(value) ? {} : isList(value) ? [] : null)
}
