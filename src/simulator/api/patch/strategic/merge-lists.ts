import { goText } from '../go-text.ts'
import { objectOf, type JsonValue } from '../../schema/json/json-node.ts'
import { equalJson, isList, isObject, property, type JsonObject } from '../json-types.ts'
import { directive, PatchFormatError } from './directives.ts'
import { identityOf, indexIn, inOrder, keyed } from './element-order.ts'

export type MergeItems = (original: JsonObject, patch: JsonObject) => JsonObject

/** A list with patch strategy `merge`: scalars are a set, objects are found by their merge key. */
export function mergeLists(
  original: readonly JsonValue[],
  patch: readonly JsonValue[],
  mergeKey: string,
  mergeItems: MergeItems,
): readonly JsonValue[] {
  if (original.length === 0 && patch.length === 0) return original
  if (!holdObjects(original, patch)) {
    const merged = [...original, ...patch].filter((item, at, all) => indexIn(all, item, '') === at)
    return inOrder(merged, patch, original, '')
  }
  if (mergeKey === '')
    throw new PatchFormatError('internal', 'cannot merge lists without merge key for []interface {}')
  const { kept, items } = applyItemDirectives(original, patch, mergeKey)
  const merged = items.reduce<readonly JsonValue[]>((list, item) => {
    keyed(item, mergeKey)
    const at = indexIn(list, item, mergeKey)
    const current = list[at]
    if (!isObject(current) || !isObject(item)) return [...list, item]
    return list.with(at, mergeItems(current, item))
  }, kept)
  return inOrder(merged, items, kept, mergeKey)
}

/** Without the scalars that `$deleteFromPrimitiveList` names. */
export function deleteScalars(
  original: readonly JsonValue[],
  gone: readonly JsonValue[],
): readonly JsonValue[] {
  return original.filter((item) => !gone.some((other) => equalJson(item, other)))
}

/** `$patch: delete` takes the item of its key away, `$patch: replace` all that the list had. */
function applyItemDirectives(
  original: readonly JsonValue[],
  patch: readonly JsonValue[],
  mergeKey: string,
): { kept: readonly JsonValue[]; items: readonly JsonValue[] } {
  let kept = original
  let replaces = false
  const items: JsonValue[] = []
  for (const item of patch) {
    const what = isObject(item) ? property(item, directive) : undefined
    if (what === undefined) items.push(item)
    else if (what === 'delete') {
      const key = keyed(item, mergeKey)
      kept = kept.filter((other) => !equalJson(identityOf(other, mergeKey), key))
    } else if (what === 'replace') replaces = true
    else if (what === 'merge')
      throw new PatchFormatError('internal', 'merging lists cannot yet be specified in the patch')
    else throw unknownDirective(what, item)
  }
  return replaces ? { kept: items, items: [] } : { kept, items }
}

export function unknownDirective(what: JsonValue, item: JsonValue): PatchFormatError {
  return new PatchFormatError('internal', `unknown patch type: ${goText(what)} in map: ${goText(item)}`)
}

/** `$patch` of an object: undefined when it has none. */
export function replacedByDirective(patch: JsonObject): JsonObject | undefined {
  const what = property(patch, directive)
  if (what === undefined) return undefined
  if (what === 'replace') return objectOf(Object.entries(patch).filter(([key]) => key !== directive))
  if (what === 'delete') return {}
  throw unknownDirective(what, patch)
}

/** Throws unless all items are of one kind. */
function holdObjects(...lists: readonly (readonly JsonValue[])[]): boolean {
  const kinds = new Set(lists.flat().map(kindOf))
  if (kinds.has('list')) throw new PatchFormatError('unprocessable', 'lists of lists are not supported')
  if (kinds.size > 1)
    throw new PatchFormatError(
      'internal',
      `list element types are not identical: ${goText(lists.map((list) => list))}`,
    )
  return kinds.has('object')
}

function kindOf(item: JsonValue): string {
  if (isList(item)) return 'list'
  return item === null ? 'null' : typeof item
}
