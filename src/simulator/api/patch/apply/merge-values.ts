import type { JsonValue } from '../../schema/json/json-node.ts'
import { objectOf } from '../../schema/json/json-node.ts'
import type { ListStructure, MapStructure, Structure } from '../../schema/structure.ts'
import { isList, isObject, property, type JsonObject } from '../json-types.ts'
import type { PathElement } from './path-element.ts'
import { itemElement, shapeOf, valueStructure, type Shape } from './typed-value.ts'

type Side = JsonValue | undefined

/**
 * `live` with everything that `config` says; undefined when nothing is left. Throws an Error when `config` has an item twice.
 * Source: structured-merge-diff `typed/merge.go`.
 */
export function mergeValues(structure: Structure, live: Side, config: Side): Side {
  return mergeAs(shapeOf(structure, config === undefined ? live : config), live, config)
}

function mergeAs(shape: Shape, live: Side, config: Side): Side {
  if (shape.kind === 'map') {
    const [one, other] = [isObject(live) ? live : {}, isObject(config) ? config : {}]
    // Nothing on both sides is a leaf, so that empty and null stay what they are.
    const none = Object.keys(one).length === 0 && Object.keys(other).length === 0
    return shape.map.atomic || none ? leafOf(live, config) : mergeFields(shape.map, one, other)
  }
  if (shape.kind === 'list') {
    const [one, other] = [isList(live) ? live : [], isList(config) ? config : []]
    const none = one.length === 0 && other.length === 0
    return shape.list.atomic || none ? leafOf(live, config) : mergeItems(shape.list, one, other)
  }
  return leafOf(live, config)
}

function leafOf(live: Side, config: Side): Side {
  return config === undefined ? live : config
}

function mergeFields(map: MapStructure, live: JsonObject, config: JsonObject): Side {
  const merged: [string, JsonValue][] = []
  for (const key of new Set([...Object.keys(live), ...Object.keys(config)])) {
    const value = mergeValues(valueStructure(map, key), property(live, key), property(config, key))
    if (value !== undefined) merged.push([key, value])
  }
  return merged.length === 0 ? undefined : objectOf(merged)
}

/** Items of both are merged in the order of `config`; those of `live` alone stay near their neighbours. */
function mergeItems(list: ListStructure, live: readonly JsonValue[], config: readonly JsonValue[]): Side {
  const ours = elementsOf(list, live)
  const theirs = elementsOf(list, config)
  const liveItems = indexed(ours, live)
  const configItems = indexed(theirs, config)
  const merge = (element: PathElement, liveItem: Side) => {
    const value = mergeValues(list.element(), liveItem, configItems.get(element))
    if (value !== undefined) merged.push(value)
  }
  const merged: JsonValue[] = []
  const shared = theirs.filter((element) => liveItems.has(element))
  const done = new Set<PathElement>()
  let [at, from] = [0, 0]
  while (at < ours.length || from < theirs.length) {
    const [mine, next] = [ours[at], theirs[from]]
    if (mine !== undefined && mine === next) {
      done.add(mine)
      merge(mine, liveItems.get(mine))
      shared.shift()
      at++
      from++
      continue
    }
    if (mine !== undefined && next !== undefined) {
      // A shared item that is not the next of the order asked for: it comes when its turn is.
      const [nextShared] = shared
      if (configItems.has(mine) && nextShared !== undefined && nextShared !== mine) {
        at++
        continue
      }
    }
    if (mine !== undefined) {
      if (!configItems.has(mine)) {
        merge(mine, live[at])
        at++
        continue
      }
      if (done.has(mine)) at++
    }
    if (next !== undefined) {
      done.add(next)
      merge(next, liveItems.get(next))
      from++
      if (shared[0] === next) shared.shift()
    }
  }
  return merged.length === 0 ? undefined : merged
}

function elementsOf(list: ListStructure, items: readonly JsonValue[]): PathElement[] {
  return items.map((item) => itemElement(list, item))
}

/** An item that is there twice is not merged: null stands for it. */
function indexed(
  elements: readonly PathElement[],
  items: readonly JsonValue[],
): ReadonlyMap<PathElement, JsonValue> {
  const found = new Map<PathElement, JsonValue>()
  elements.forEach((element, at) => found.set(element, found.has(element) ? null : (items[at] ?? null)))
  return found
}
