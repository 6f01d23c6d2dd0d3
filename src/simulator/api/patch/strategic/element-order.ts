import { goText } from '../go-text.ts'
import type { JsonValue } from '../../schema/json/json-node.ts'
import { equalJson, isObject, property } from '../json-types.ts'
import { badFormat, directive, PatchFormatError } from './directives.ts'

/** What an item is found by: its merge key's value, or the scalar itself. */
export function identityOf(item: JsonValue, mergeKey: string): JsonValue {
  return isObject(item) && mergeKey !== '' ? (property(item, mergeKey) ?? null) : item
}

export function indexIn(list: readonly JsonValue[], item: JsonValue, mergeKey: string): number {
  const identity = identityOf(item, mergeKey)
  return list.findIndex((other) => equalJson(identityOf(other, mergeKey), identity))
}

/**
 * The merged items in order: those that `wanted` names as it has them, the others as the server had them, and both lists zipped by the
 * server's order where that is known. Source: strategicpatch `normalizeElementOrder`, `mergeSortedSlice`.
 */
export function inOrder(
  merged: readonly JsonValue[],
  wanted: readonly JsonValue[],
  server: readonly JsonValue[],
  mergeKey: string,
): readonly JsonValue[] {
  const isWanted = (item: JsonValue) => indexIn(wanted, item, mergeKey) >= 0
  const named = sorted(merged.filter(isWanted), wanted, mergeKey)
  const others = sorted(
    merged.filter((item) => !isWanted(item)),
    server,
    mergeKey,
  )
  const result: JsonValue[] = []
  while (others.length > 0 || named.length > 0) {
    const [other, next] = [others[0], named[0]]
    const isFirst = other !== undefined && (next === undefined || precedes(other, next, server, mergeKey))
    const taken = isFirst ? others.shift() : named.shift()
    if (taken !== undefined) result.push(taken)
  }
  return result
}

/** Items of a patch must be in the order that `$setElementOrder` names. */
export function checkOrder(patch: readonly JsonValue[], order: readonly JsonValue[], mergeKey: string): void {
  if (order.length === 0 || patch.length === 0) return
  let at = 0
  const items = patch.filter((item) => !(isObject(item) && Object.hasOwn(item, directive)))
  for (const place of order) {
    const item = items[at]
    if (item === undefined) return
    if (equalJson(keyed(item, mergeKey), keyed(place, mergeKey))) at++
  }
  if (at < items.length)
    throw new PatchFormatError(
      'internal',
      `The order in patch list:\n${goText(patch)}\n doesn't match $setElementOrder list:\n${goText(order)}\n`,
    )
}

/** The merge key's value. Throws in apimachinery's words when it is missing. */
export function keyed(item: JsonValue, mergeKey: string): JsonValue {
  if (mergeKey === '') return item
  if (!isObject(item)) throw badFormat('setElementOrder list')
  const key = property(item, mergeKey)
  if (key === undefined)
    throw new PatchFormatError(
      'internal',
      `map: ${goText(item)} does not contain declared merge key: ${mergeKey}`,
    )
  return key
}

function precedes(one: JsonValue, other: JsonValue, server: readonly JsonValue[], mergeKey: string): boolean {
  const [first, second] = [indexIn(server, one, mergeKey), indexIn(server, other, mergeKey)]
  return first >= 0 && second >= 0 && first < second
}

function sorted(items: readonly JsonValue[], order: readonly JsonValue[], mergeKey: string): JsonValue[] {
  const place = (item: JsonValue) => {
    const index = indexIn(order, item, mergeKey)
    return index < 0 ? order.length : index
  }
  return items.toSorted((one, other) => place(one) - place(other))
}
