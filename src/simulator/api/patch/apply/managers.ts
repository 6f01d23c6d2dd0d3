import { timestamp } from '../../object.ts'
import type { ManagedFieldsEntry } from '../../schema/kubernetes-types.ts'
import { fromFieldsV1, isEmptySet, toFieldsV1, type FieldSet } from './field-set.ts'

/** Who owns which fields: one entry of metadata.managedFields. */
export interface Manager {
  readonly name: string
  readonly operation: 'Apply' | 'Update'
  /** Of the request that set the fields. */
  readonly apiVersion: string
  readonly subresource: string
  /** RFC 3339; undefined until it changes something. */
  readonly time: string | undefined
  readonly fields: FieldSet
}

/** By {@link managerKey}. */
export type Managers = ReadonlyMap<string, Manager>

/** An applier is one manager whatever version it applies (apimachinery `BuildManagerIdentifier`). */
export function managerKey({
  name,
  operation,
  apiVersion,
  subresource,
}: Pick<Manager, 'name' | 'operation' | 'apiVersion' | 'subresource'>): string {
  return JSON.stringify([name, operation, operation === 'Apply' ? '' : apiVersion, subresource])
}

/** Reads metadata.managedFields. Throws an Error in apimachinery's words. */
export function readManagers(entries: readonly ManagedFieldsEntry[]): Managers {
  return new Map(
    entries.map((entry, index) => {
      const { operation, apiVersion = '', fieldsType = '' } = entry
      if (operation !== 'Apply' && operation !== 'Update')
        throw new Error('operation must be `Apply` or `Update`')
      if (apiVersion === '') throw new Error('apiVersion must not be empty')
      if (fieldsType === '') throw new Error(`missing fieldsType in managed fields entry ${index}`)
      if (fieldsType !== 'FieldsV1')
        throw new Error(`invalid fieldsType ${JSON.stringify(fieldsType)} in managed fields entry ${index}`)
      const manager: Manager = {
        name: entry.manager ?? '',
        operation,
        apiVersion,
        subresource: entry.subresource ?? '',
        time: entry.time,
        fields: fromFieldsV1(entry.fieldsV1 ?? {}),
      }
      return [managerKey(manager), manager] as const
    }),
  )
}

/** Oldest first, appliers before the others (`sortEncodedManagedFields`). */
export function writeManagers(managers: Managers): readonly ManagedFieldsEntry[] {
  return [...managers.values()].sort(compareManagers).map((manager) => ({
    manager: manager.name,
    operation: manager.operation,
    apiVersion: manager.apiVersion,
    ...(manager.time !== undefined && { time: manager.time }),
    fieldsType: 'FieldsV1',
    fieldsV1: toFieldsV1(manager.fields),
    ...(manager.subresource !== '' && { subresource: manager.subresource }),
  }))
}

/** With the manager, or without one that owns nothing. */
export function withManager(managers: Managers, manager: Manager): Managers {
  const next = new Map(managers)
  if (isEmptySet(manager.fields)) next.delete(managerKey(manager))
  else next.set(managerKey(manager), manager)
  return next
}

const maxUpdaters = 10

/** Beyond ten updaters the oldest are merged into `ancient-changes` (apimachinery `capmanagers.go`). */
export function capUpdaters(
  managers: Managers,
  merge: (one: FieldSet, other: FieldSet) => FieldSet,
): Managers {
  const updaters = [...managers.entries()]
    .filter(([, { operation }]) => operation === 'Update')
    .sort(([, one], [, other]) => secondsOf(one) - secondsOf(other))
  const capped = new Map(managers)
  const firstOf = new Map<string, string>()
  let count = updaters.length
  for (const [key, manager] of updaters) {
    if (count <= maxUpdaters) break
    const bucket = { ...manager, name: 'ancient-changes', subresource: '' }
    const first = firstOf.get(manager.apiVersion)
    if (first === undefined) {
      firstOf.set(manager.apiVersion, key)
      continue
    }
    const before = capped.get(managerKey(bucket)) ?? capped.get(first)
    capped.delete(first)
    capped.delete(key)
    const fields = before === undefined ? manager.fields : merge(manager.fields, before.fields)
    capped.set(managerKey(bucket), { ...bucket, fields })
    count--
  }
  return capped
}

function compareManagers(one: Manager, other: Manager): number {
  return (
    compareText(one.operation, other.operation) ||
    secondsOf(one) - secondsOf(other) ||
    compareText(one.name, other.name) ||
    compareText(one.apiVersion, other.apiVersion) ||
    compareText(one.subresource, other.subresource)
  )
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function secondsOf({ time }: Manager): number {
  return time === undefined ? 0 : Date.parse(time) / 1000
}

/** The time that an entry gets: whole seconds. */
export function entryTime(now: number): string {
  return timestamp(now)
}
