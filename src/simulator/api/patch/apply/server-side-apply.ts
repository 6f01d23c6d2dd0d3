import type { ApiObject } from '../../object.ts'
import type { JsonValue } from '../../schema/json/json-node.ts'
import { groupVersionOf, parseGroupVersion, type GroupVersionKind } from '../../schema/openapi-schema.ts'
import { StatusError } from '../../status-error.ts'
import { equalJson, isObject, property, type JsonObject } from '../json-types.ts'
import { conflictError, type Conflict } from './conflicts.ts'
import { bare, withEntries, withUpdater, type OwnedKind } from './field-manager.ts'
import { allowedByLastApplied, withLastApplied } from './last-applied.ts'
import { entryTime, managerKey, readManagers, writeManagers, type Managers } from './managers.ts'
import { ownAfterApply, ownAfterUpdate } from './ownership.ts'
import { structureProblems } from './validate-value.ts'

export interface ApplyRequest {
  readonly kind: GroupVersionKind
  /** Null: the apply makes the object. */
  readonly live: ApiObject | null
  readonly config: JsonObject
  readonly fieldManager: string
  readonly force: boolean
  /** Epoch ms. */
  readonly now: number
}

/**
 * The object that an apply makes of the live one, with metadata.managedFields as it shall be; not defaulted. Throws BadRequest for a
 * config of another kind, Conflict for fields of others, and an error without a reason (500) for a config that is not of the
 * kind's structure. Source: apimachinery `managedfields/internal` (`Apply`).
 */
export function serverSideApply(owned: OwnedKind, request: ApplyRequest): JsonObject {
  const { config, live, now } = request
  checkConfig(owned, request)
  const liveObject = live === null ? emptyOf(owned, config) : bare(live)
  const managers = managersOf(owned, live, liveObject, now)
  const manager = {
    name: request.fieldManager,
    operation: 'Apply' as const,
    apiVersion: owned.apiVersion,
    subresource: owned.subresource,
  }
  const key = managerKey(manager)
  const applied = ownAfterApply(owned, liveObject, config, managers, { key, manager })
  if (!request.force) refuseConflicts(owned, request, applied.conflicts)
  if (!isObject(applied.object)) throw new Error('an applied object is no object')
  const changed = !equalJson(liveObject, applied.object)
  const own = applied.managers.get(key)
  const next = new Map(applied.managers)
  if (own !== undefined && changed) next.set(key, { ...own, time: entryTime(now) })
  const object = withLastApplied(request.fieldManager, applied.object, config)
  return withEntries(object as ApiObject, writeManagers(next)) as unknown as JsonObject
}

function checkConfig({ structure }: OwnedKind, { kind, config }: ApplyRequest): void {
  const { group, version } = parseGroupVersion(textOf(config, 'apiVersion'))
  const given = { group, version, kind: textOf(config, 'kind') }
  if (groupVersionOf(given) !== groupVersionOf(kind) || given.kind !== kind.kind)
    throw new StatusError('BadRequest', `invalid object type: ${kindText(given)}`)
  const metadata = property(config, 'metadata')
  if (isObject(metadata) && (property(metadata, 'managedFields') ?? null) !== null)
    throw new StatusError('BadRequest', 'metadata.managedFields must be nil')
  const problem = structureProblems(structure, config, false)
  if (problem === null) return
  const [namespace, name] = isObject(metadata)
    ? [textOf(metadata, 'namespace'), textOf(metadata, 'name')]
    : ['', '']
  throw new StatusError(
    '',
    `failed to create typed patch object (${namespace}/${name}; ${kindText(kind)}): ${problem}`,
  )
}

/** An object that nobody owns anything of is owned by `before-first-apply` (apimachinery `skipnonapplied.go`). */
function managersOf(owned: OwnedKind, live: ApiObject | null, liveObject: JsonObject, now: number): Managers {
  let managers: Managers
  try {
    managers = readManagers(live?.metadata?.managedFields ?? [])
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StatusError('', `failed to decode managed fields: ${why}`)
  }
  if (managers.size > 0 || live === null) return managers
  const { own } = ownAfterUpdate(owned, owned.empty, liveObject, managers, owned.apiVersion)
  return withUpdater(owned, managers, own, 'before-first-apply', now)
}

function refuseConflicts(owned: OwnedKind, request: ApplyRequest, conflicts: readonly Conflict[]): void {
  const { live, fieldManager } = request
  if (conflicts.length === 0) return
  // Fields that kubectl applied client-side before are kubectl's own.
  const left =
    fieldManager === 'kubectl' && live !== null
      ? allowedByLastApplied(owned, bare(live), conflicts)
      : conflicts
  if (left.length > 0) throw conflictError(left)
}

function emptyOf({ empty }: OwnedKind, config: JsonObject): JsonObject {
  return { ...empty, apiVersion: textOf(config, 'apiVersion'), kind: textOf(config, 'kind') }
}

/** `apps/v1, Kind=Deployment`; the core group has an empty name. */
function kindText({ group, version, kind }: GroupVersionKind): string {
  return `${group}/${version}, Kind=${kind}`
}

function textOf(object: JsonObject, key: string): string {
  const value: JsonValue | undefined = property(object, key)
  return typeof value === 'string' ? value : ''
}
