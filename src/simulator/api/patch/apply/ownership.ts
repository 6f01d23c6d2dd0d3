import type { JsonValue } from '../../schema/json/json-node.ts'
import type { Structure } from '../../schema/structure.ts'
import { compareValues, withoutFields, type Comparison } from './compare-values.ts'
import { nonEmpty, type Conflict } from './conflicts.ts'
import {
  difference,
  emptySet,
  intersection,
  isEmptySet,
  recursiveDifference,
  setOf,
  union,
  withNamedFields,
  type FieldSet,
} from './field-set.ts'
import type { Manager, Managers } from './managers.ts'
import { mergeValues } from './merge-values.ts'
import { ownedFields } from './owned-fields.ts'
import { fieldElement } from './path-element.ts'
import { removeFields } from './remove-fields.ts'

/** What ownership needs to know of a kind and request. */
export interface OwnershipRules {
  readonly structure: Structure
  /** Fields that a request of this (sub-)resource can not write: never owned through it. */
  readonly ignored: FieldSet
}

/** Fields that nobody ever owns (apimachinery `stripmeta.go`). */
const neverOwned = setOf(
  [
    ['apiVersion'],
    ['kind'],
    ['metadata'],
    ...[
      'name',
      'namespace',
      'creationTimestamp',
      'selfLink',
      'uid',
      'clusterName',
      'generation',
      'managedFields',
      'resourceVersion',
    ].map((field) => ['metadata', field]),
  ].map((path) => path.map(fieldElement)),
)

export function withoutMeta(fields: FieldSet): FieldSet {
  return difference(fields, neverOwned)
}

/**
 * After a create, update or patch: the fields that it changed, and the other managers without those and without what is gone.
 * Managers of another version keep what they have: objects are not converted here.
 * Source: structured-merge-diff `merge/update.go` (`Update`).
 */
export function ownAfterUpdate(
  { structure, ignored }: OwnershipRules,
  before: JsonValue,
  after: JsonValue,
  managers: Managers,
  apiVersion: string,
): { readonly own: FieldSet; readonly others: Managers } {
  const comparison = withoutFields(compareValues(structure, before, after), ignored)
  const changed = union(comparison.modified, comparison.added)
  const own = withoutMeta(recursiveDifference(changed, ignored))
  return { own, others: withoutChanged(managers, comparison, apiVersion, null) }
}

export interface Applied {
  readonly object: JsonValue
  readonly managers: Managers
  /** Empty unless the apply must not go on. */
  readonly conflicts: readonly Conflict[]
}

/**
 * Server-side apply: `live` with everything that `config` says and without what its manager applied before and nobody else owns.
 * Source: structured-merge-diff `merge/update.go` (`Apply`, `prune`).
 */
export function ownAfterApply(
  { structure, ignored }: OwnershipRules,
  live: JsonValue,
  config: JsonValue,
  managers: Managers,
  applier: { readonly key: string; readonly manager: Omit<Manager, 'fields' | 'time'> },
): Applied {
  const { key, manager } = applier
  const last = managers.get(key)
  const fields = recursiveDifference(ownedFields(structure, config), ignored)
  const applied = new Map(managers).set(key, { ...manager, time: last?.time, fields })
  const merged = mergeValues(structure, live, config) ?? null
  const object =
    last === undefined ? merged : prune(structure, merged, last.fields, applied, manager.apiVersion)

  const comparison = withoutFields(compareValues(structure, live, object), ignored)
  const changed = union(comparison.modified, comparison.added)
  const conflicts = nonEmpty(
    [...managers]
      .filter(([other, { apiVersion }]) => other !== key && apiVersion === manager.apiVersion)
      .map(([, other]) => ({ manager: other, fields: intersection(other.fields, changed) })),
  )
  const rest = withoutChanged(applied, comparison, manager.apiVersion, key)
  const own = rest.get(key)
  const next = new Map(rest)
  if (own !== undefined) next.set(key, { ...own, fields: withoutMeta(own.fields) })
  return { object, managers: withoutEmpty(next), conflicts }
}

/** Everybody but `except` loses what changed and what is gone. */
function withoutChanged(
  managers: Managers,
  { added, modified, removed }: Comparison,
  apiVersion: string,
  except: string | null,
): Managers {
  const gone = union(union(added, modified), removed)
  return withoutEmpty(
    new Map(
      [...managers].map(([key, manager]) =>
        key === except || manager.apiVersion !== apiVersion
          ? [key, manager]
          : [key, { ...manager, fields: difference(manager.fields, gone) }],
      ),
    ),
  )
}

function withoutEmpty(managers: Managers): Managers {
  return new Map([...managers].filter(([, { fields }]) => !isEmptySet(fields)))
}

/** Takes away what was applied last time and not this time, unless somebody else owns it. */
function prune(
  structure: Structure,
  merged: JsonValue,
  last: FieldSet,
  managers: Managers,
  apiVersion: string,
): JsonValue {
  const named = (set: FieldSet) => withNamedFields(set, structure)
  const all = named(ownedFields(structure, merged))
  const bare = removeFields(structure, merged, named(last))
  const owned = named(
    [...managers.values()]
      .filter((manager) => manager.apiVersion === apiVersion)
      .reduce((sum, { fields }) => union(sum, fields), emptySet),
  )
  const unowned = difference(all, union(named(ownedFields(structure, bare)), owned))
  const withOwned = removeFields(structure, merged, unowned)
  // What was removed with an owner that was not the applier alone comes back.
  const removed = intersection(difference(all, named(ownedFields(structure, withOwned))), named(last))
  return removeFields(structure, merged, removed)
}
