import type { JsonValue } from '../../schema/json/json-node.ts'
import type { ListStructure, MapStructure, Structure } from '../../schema/structure.ts'
import { isList, isObject, property, type JsonObject } from '../json-types.ts'
import { keyElement, valueElement, type PathElement } from './path-element.ts'

/** Which of a structure's possible kinds a value is; with no value, or null, the first that the structure allows. */
export type Shape =
  | { readonly kind: 'map'; readonly map: MapStructure }
  | { readonly kind: 'list'; readonly list: ListStructure }
  | { readonly kind: 'scalar'; readonly scalar: NonNullable<Structure['scalar']> }

/** structured-merge-diff `deduceAtom` and `handleAtom`. */
export function shapeOf(structure: Structure, value: JsonValue | undefined): Shape {
  const { map, scalar, list } = structure
  if (isObject(value) && map !== null) return { kind: 'map', map }
  if (isList(value) && list !== null) return { kind: 'list', list }
  const isScalar = value !== undefined && value !== null && typeof value !== 'object'
  if (isScalar && scalar !== null) return { kind: 'scalar', scalar }
  if (map !== null) return { kind: 'map', map }
  if (scalar !== null) return { kind: 'scalar', scalar }
  if (list !== null) return { kind: 'list', list }
  throw new Error('schema error: invalid atom')
}

/** Structure of a map's value; of a key that may not be there, as that of anything. */
export function valueStructure(map: MapStructure, key: string): Structure {
  return map.field(key)?.structure() ?? map.others() ?? anything
}

const anything: Structure = { scalar: 'untyped', list: null, map: null }

/** What identifies an item of an associative list. Throws an Error with structured-merge-diff's text. */
export function itemElement(list: ListStructure, item: JsonValue): PathElement {
  return list.keys.length > 0 ? keyedItem(list, item) : setItem(item)
}

function keyedItem(list: ListStructure, item: JsonValue): PathElement {
  if (item === null) throw new Error('associative list with keys may not have a null element')
  if (!isObject(item)) throw new Error('associative list with keys may not have non-map elements')
  const keys = list.keys.flatMap((name) => keyOf(list, item, name))
  if (keys.length === 0) {
    const names = list.keys.map((name) => JSON.stringify(name)).join(' ')
    throw new Error(
      `associative list with keys has an element that omits all key fields [${names}] (and doesn't have default values for any key fields)`,
    )
  }
  return keyElement(keys)
}

function keyOf(list: ListStructure, item: JsonObject, name: string): (readonly [string, JsonValue])[] {
  const value = property(item, name) ?? list.element().map?.field(name)?.default
  return value === undefined ? [] : [[name, value]]
}

function setItem(item: JsonValue): PathElement {
  if (isObject(item)) throw new Error("associative list without keys has an element that's a map type")
  if (isList(item)) throw new Error('not supported: associative list with lists as elements')
  if (item === null) throw new Error("associative list without keys has an element that's an explicit null")
  return valueElement(item)
}
