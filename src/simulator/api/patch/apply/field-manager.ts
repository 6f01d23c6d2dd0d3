import type { ApiObject } from '../../object.ts'
import type { JsonValue } from '../../schema/json/json-node.ts'
import type { ManagedFieldsEntry, ObjectMeta } from '../../schema/kubernetes-types.ts'
import { equalJson, type JsonObject } from '../json-types.ts'
import { isEmptySet, union, type FieldSet } from './field-set.ts'
import { capUpdaters, entryTime, managerKey, readManagers, withManager, writeManagers } from './managers.ts'
import type { Managers } from './managers.ts'
import { ownAfterUpdate, type OwnershipRules } from './ownership.ts'

/** A kind as ownership sees it through one (sub-)resource. */
export interface OwnedKind extends OwnershipRules {
  /** Of the request: `apps/v1`. */
  readonly apiVersion: string
  /** '' for the object itself. */
  readonly subresource: string
  /** The object before it was made: the zero values that Go writes. */
  readonly empty: JsonObject
}

export interface Write<T extends ApiObject> {
  readonly next: T
  /** Null: a create. */
  readonly previous: ApiObject | null
  readonly fieldManager: string
  /** Epoch ms. */
  readonly now: number
}

/**
 * `next` with metadata.managedFields as a create, update or patch leaves it. Objects that had no managedFields get none.
 * Source: apimachinery `managedfields/internal/fieldmanager.go` (`Update`).
 */
export function trackFields<T extends ApiObject>(kind: OwnedKind, write: Write<T>): T {
  const { next, previous, fieldManager, now } = write
  const managers = managersOf(kind, next, previous)
  if (managers.size === 0 && previous !== null) return withEntries(next, [])
  const before = previous === null ? kind.empty : bare(previous)
  const { own, others } = ownAfterUpdate(kind, before, bare(next), managers, kind.apiVersion)
  const updated = isEmptySet(own) ? others : withUpdater(kind, others, own, fieldManager, now)
  return withEntries(next, writeManagers(capUpdaters(updated, union)))
}

/** The object as JSON without its managedFields. */
export function bare(object: ApiObject): JsonObject {
  return { ...object, metadata: withoutOwners(object) } as unknown as JsonObject
}

/** No entries: the field is not there. */
export function withEntries<T extends ApiObject>(object: T, entries: readonly ManagedFieldsEntry[]): T {
  const metadata = withoutOwners(object)
  return { ...object, metadata: entries.length === 0 ? metadata : { ...metadata, managedFields: entries } }
}

function withoutOwners({ metadata = {} }: ApiObject): ObjectMeta {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== 'managedFields'))
}

export function withUpdater(
  { apiVersion, subresource }: Pick<OwnedKind, 'apiVersion' | 'subresource'>,
  managers: Managers,
  own: FieldSet,
  fieldManager: string,
  now: number,
): Managers {
  const name = fieldManager === '' ? 'unknown' : fieldManager
  const manager = { name, operation: 'Update' as const, apiVersion, subresource }
  const before = managers.get(managerKey(manager))
  const fields = before === undefined ? own : union(own, before.fields)
  return withManager(managers, { ...manager, time: entryTime(now), fields })
}

/** Entries that the request wrote count, unless it wrote none; `[]` or `[{}]` resets them (`decodeLiveOrNew`). */
function managersOf(kind: OwnedKind, next: ApiObject, previous: ApiObject | null): Managers {
  const live = previous?.metadata?.managedFields
  if (kind.subresource !== '') return readable(live)
  const asked = next.metadata?.managedFields
  if (asked !== undefined && isReset(asked)) return new Map()
  const managers = readable(asked)
  return managers.size > 0 ? managers : readable(live)
}

function isReset(entries: readonly ManagedFieldsEntry[]): boolean {
  return entries.length === 0 || (entries.length === 1 && equalJson({}, entries[0] as JsonValue))
}

/** Entries that can not be read count as none: they are somebody's mistake that must not keep the object from being written. */
function readable(entries: readonly ManagedFieldsEntry[] | undefined): Managers {
  try {
    return readManagers(entries ?? [])
  } catch {
    return new Map()
  }
}
