import type { JsonValue } from '../../schema/json/json-node.ts'
import type { ListStructure, MapStructure, Structure } from '../../schema/structure.ts'
import { equalJson, isList, isObject, property, type JsonObject } from '../json-types.ts'
import { FieldSetBuilder, recursiveDifference, type FieldPath, type FieldSet } from './field-set.ts'
import { fieldElement, type PathElement } from './path-element.ts'
import { itemElement, shapeOf, valueStructure, type Shape } from './typed-value.ts'

/** How the second of two values differs from the first. */
export interface Comparison {
  readonly added: FieldSet
  readonly modified: FieldSet
  readonly removed: FieldSet
}

/** Source: structured-merge-diff `typed/compare.go`. */
export function compareValues(structure: Structure, before: JsonValue, after: JsonValue): Comparison {
  const comparer = new Comparer()
  comparer.compare(structure, before, after, [])
  return comparer.result()
}

export function withoutFields(comparison: Comparison, fields: FieldSet): Comparison {
  return {
    added: recursiveDifference(comparison.added, fields),
    modified: recursiveDifference(comparison.modified, fields),
    removed: recursiveDifference(comparison.removed, fields),
  }
}

/** A side that is not there is undefined. */
type Side = JsonValue | undefined

class Comparer {
  readonly #added = new FieldSetBuilder()
  readonly #modified = new FieldSetBuilder()
  readonly #removed = new FieldSetBuilder()

  result(): Comparison {
    return {
      added: this.#added.build(),
      modified: this.#modified.build(),
      removed: this.#removed.build(),
    }
  }

  compare(structure: Structure, before: Side, after: Side, path: FieldPath): void {
    const shapes = [shapeOf(structure, before), shapeOf(structure, after)] as const
    // A missing side takes the shape of the other.
    if (after === undefined) this.#compareAs(shapes[0], before, after, path)
    else {
      if (before !== undefined && shapes[0].kind !== shapes[1].kind)
        this.#compareAs(shapes[0], before, after, path)
      this.#compareAs(shapes[1], before, after, path)
    }
    if (before === undefined) this.#added.add(path)
    else if (after === undefined) this.#removed.add(path)
  }

  #compareAs(shape: Shape, before: Side, after: Side, path: FieldPath): void {
    if (shape.kind === 'map') {
      const [one, other] = [isObject(before) ? before : {}, isObject(after) ? after : {}]
      const none = Object.keys(one).length === 0 && Object.keys(other).length === 0
      if (shape.map.atomic || none) this.#leaf(before, after, path)
      else this.#fields(shape.map, one, other, path)
    } else if (shape.kind === 'list') {
      const [one, other] = [isList(before) ? before : [], isList(after) ? after : []]
      if (shape.list.atomic || (one.length === 0 && other.length === 0)) this.#leaf(before, after, path)
      else this.#items(shape.list, one, other, path)
    } else this.#leaf(before, after, path)
  }

  #leaf(before: Side, after: Side, path: FieldPath): void {
    if (before !== undefined && after !== undefined && !equalJson(before, after)) this.#modified.add(path)
  }

  #fields(map: MapStructure, before: JsonObject, after: JsonObject, path: FieldPath): void {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      this.compare(valueStructure(map, key), property(before, key), property(after, key), [
        ...path,
        fieldElement(key),
      ])
  }

  #items(
    list: ListStructure,
    before: readonly JsonValue[],
    after: readonly JsonValue[],
    path: FieldPath,
  ): void {
    const [ours, theirs] = [before, after].map((items) =>
      Map.groupBy(items, (item) => itemElement(list, item)),
    )
    const elements = new Set<PathElement>([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])])
    for (const element of elements)
      this.#item(list.element(), ours?.get(element) ?? [], theirs?.get(element) ?? [], [...path, element])
  }

  /** Items that are there more than once are one leaf. */
  #item(
    structure: Structure,
    before: readonly JsonValue[],
    after: readonly JsonValue[],
    path: FieldPath,
  ): void {
    if (before.length <= 1 && after.length <= 1) this.compare(structure, before[0], after[0], path)
    else if (before.length >= 2 && after.length >= 2) {
      if (!equalJson(before, after)) this.#modified.add(path)
    } else if (before.length >= 2) {
      if (after.length > 0) this.compare(structure, undefined, after[0], path)
      this.#removed.add(path)
    } else {
      if (before.length > 0) this.compare(structure, before[0], undefined, path)
      this.#added.add(path)
    }
  }
}
