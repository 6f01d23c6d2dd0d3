import type { ApiObject, StoredMeta, StoredObject } from '../object.ts'
import { apiVersionOf } from '../resource.ts'
import { conflict, invalid, modifiedMeanwhile, notFound, StatusError } from '../status-error.ts'
import { withNamespace } from './create-object.ts'
import { sameJson } from '../storage/json-equality.ts'
import { ruleContext } from './rule-context.ts'
import { omit } from './omit.ts'
import { podPart } from './pod-parts.ts'
import type { RegistryPorts, Subresource } from './registry-ports.ts'
import {
  hasGeneration,
  isNewGeneration,
  needsResourceVersion,
  type ServedResource,
} from './served-resource.ts'
import type { Writer } from './writer.ts'

export interface UpdateRequest {
  readonly served: ServedResource
  readonly namespace: string
  readonly name: string
  readonly subresource: Subresource
  readonly writer: Writer
  /** The object as it shall be, from what is stored; undefaulted. */
  readonly change: (current: StoredObject) => ApiObject
  /** Sub-resource that the written fields are owned through, where it is not `subresource`: a Scale changes the object. */
  readonly ownedThrough?: Subresource
  /** Ownership was settled by the change (server-side apply): it is kept as it is. */
  readonly ownsFields?: boolean
  /** The kind's own checks of a sub-resource that is neither the object nor its status. */
  readonly validate?: (next: StoredObject, previous: StoredObject) => void
}

/**
 * Updates an object or its status as the generic registry does (apiserver `rest.BeforeUpdate`, `Store.Update`). An update that takes the
 * last finalizer of an object that is being deleted removes it. Throws a StatusError.
 */
export function updateObject(ports: RegistryPorts, request: UpdateRequest): StoredObject {
  const { served, namespace, name, writer, subresource } = request
  const { resource } = served
  const previous = ports.store.get(resource, namespace, name)
  if (previous === null) throw notFound(resource, name)
  const wanted = withNamespace(request.change(previous), resource.namespaced ? namespace : '')
  requireSame(served, wanted, name)
  requireFresh(served, wanted, previous)
  const merged =
    subresource === '' ? withStatusOf(served, wanted, previous) : withOnly(wanted, previous, subresource)
  const whole = keepSystemMeta(served, served.rules.defaults(merged), previous)
  const next = podPart(subresource)?.take(whole, previous) ?? whole
  const admitted = ports.admit({ served, object: next, previous, subresource, writer })
  const ready = subresource === 'status' ? admitted : prepare(ports, request, admitted, previous)
  validate(ports, request, ready, previous)
  if (subresource === '') for (const text of served.rules.warnings?.(ready, previous) ?? []) writer.warn(text)
  const tracked =
    request.ownsFields === true
      ? ready
      : ports.trackFields({
          served,
          next: ready,
          previous,
          subresource: request.ownedThrough ?? subresource,
          fieldManager: writer.fieldManager,
          now: ports.clock.now(),
        })
  // A write that changes nothing but the times of ownership is none.
  const effective =
    sameJson(withoutOwners(tracked), withoutOwners(previous)) && request.ownsFields !== true
      ? previous
      : tracked
  if (writer.dryRun) return effective
  if (isDone(effective)) {
    const removed = ports.store.remove(resource, namespace, name)
    served.rules.afterRemoval?.(removed, ruleContext(ports, writer))
    return effective
  }
  return ports.store.update(resource, effective)
}

function prepare(
  ports: RegistryPorts,
  { served, subresource, writer }: UpdateRequest,
  next: StoredObject,
  previous: StoredObject,
): StoredObject {
  const context = ruleContext(ports, writer)
  const prepared =
    (subresource === '' ? served.rules.prepareForUpdate?.(next, previous, context) : null) ?? next
  if (!hasGeneration(served) || !isNewGeneration(served, prepared, previous, sameJson)) return prepared
  return {
    ...prepared,
    metadata: { ...prepared.metadata, generation: (previous.metadata.generation ?? 0) + 1 },
  }
}

function validate(
  ports: RegistryPorts,
  request: UpdateRequest,
  next: StoredObject,
  previous: StoredObject,
): void {
  const { served, subresource, writer } = request
  const { rules, resource } = served
  const context = ruleContext(ports, writer)
  const errors = [
    ...ports.validateMetaUpdate(next.metadata, previous.metadata),
    ...(subresource === ''
      ? rules.validateUpdate(next, previous, context)
      : subresource === 'status'
        ? (rules.validateStatusUpdate?.(next, previous) ?? [])
        : (podPart(subresource)?.check(next, previous) ?? [])),
  ]
  if (errors.length > 0) throw invalid(resource, next.metadata.name, errors)
  request.validate?.(next, previous)
}

function requireSame({ resource }: ServedResource, wanted: ApiObject, name: string): void {
  const said = wanted.metadata?.name ?? ''
  if (said !== name) {
    throw new StatusError(
      'BadRequest',
      `the name of the object (${said}) does not match the name on the URL (${name})`,
    )
  }
  if (wanted.kind !== undefined && wanted.kind !== resource.kind) {
    throw new StatusError(
      'BadRequest',
      `${wanted.kind} in version "${apiVersionOf(resource)}" cannot be handled as a ${resource.kind}`,
    )
  }
}

function requireFresh(served: ServedResource, wanted: ApiObject, previous: StoredObject): void {
  const { resource } = served
  const { resourceVersion = '', uid = '' } = wanted.metadata ?? {}
  const { name } = previous.metadata
  if (resourceVersion === '' && needsResourceVersion(served)) {
    throw invalid(resource, name, [
      {
        type: 'Invalid',
        field: 'metadata.resourceVersion',
        value: 0,
        detail: 'must be specified for an update',
      },
    ])
  }
  if (uid !== '' && uid !== previous.metadata.uid) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${previous.metadata.uid}`
    throw conflict(resource, name, why)
  }
  if (resourceVersion !== '' && resourceVersion !== previous.metadata.resourceVersion) {
    throw conflict(resource, name, modifiedMeanwhile)
  }
}

/** An update of the object leaves its status as it was, where the status has a sub-resource of its own. */
function withStatusOf({ rules }: ServedResource, wanted: ApiObject, previous: StoredObject): ApiObject {
  if (!rules.hasStatus) return wanted
  return { ...omit(wanted, 'status'), ...statusOf(previous) }
}

/** An update of a sub-resource leaves all else as it was: of a status, labels and annotations too (`ResetObjectMetaForStatus`). */
function withOnly(wanted: ApiObject, previous: StoredObject, subresource: Subresource): ApiObject {
  if (subresource !== 'status') return wanted
  const managedFields = wanted.metadata?.managedFields
  const metadata = { ...previous.metadata, ...(managedFields !== undefined && { managedFields }) }
  return { ...omit(previous, 'status'), metadata, ...statusOf(wanted) }
}

/** What an update can not change: it is set back without a word (`rest.BeforeUpdate`). */
function keepSystemMeta(
  { resource }: ServedResource,
  wanted: ApiObject,
  previous: StoredObject,
): StoredObject {
  const {
    deletionTimestamp,
    deletionGracePeriodSeconds,
    generation,
    uid,
    resourceVersion,
    creationTimestamp,
    name,
  } = previous.metadata
  const given = omit(
    wanted.metadata ?? {},
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'generation',
    'selfLink',
  )
  const metadata: StoredMeta = {
    ...given,
    name,
    uid,
    resourceVersion,
    creationTimestamp,
    ...(generation !== undefined && { generation }),
    ...(deletionTimestamp !== undefined && { deletionTimestamp }),
    ...(deletionGracePeriodSeconds !== undefined && { deletionGracePeriodSeconds }),
  }
  return { ...wanted, apiVersion: apiVersionOf(resource), kind: resource.kind, metadata }
}

function statusOf(object: ApiObject): { status?: unknown } {
  const { status } = object as ApiObject & { status?: unknown }
  return status === undefined ? {} : { status }
}

function withoutOwners(object: StoredObject): unknown {
  return { ...object, metadata: { ...object.metadata, managedFields: undefined } }
}

/** Deleted, and nothing holds it any more (`ShouldDeleteDuringUpdate`). */
function isDone({ metadata }: StoredObject): boolean {
  return (
    metadata.deletionTimestamp !== undefined &&
    (metadata.finalizers ?? []).length === 0 &&
    (metadata.deletionGracePeriodSeconds ?? 0) === 0
  )
}
