import { timestamp, type StoredMeta, type StoredObject } from '../object.ts'
import type { DeleteOptions } from '../schema/kubernetes-types.ts'
import { conflict, invalid, notFound } from '../status-error.ts'
import { omit } from './omit.ts'
import { ruleContext } from './rule-context.ts'
import type { RegistryPorts } from './registry-ports.ts'
import type { ServedResource } from './served-resource.ts'
import type { Writer } from './writer.ts'

const orphan = 'orphan'
const foreground = 'foregroundDeletion'

/** `object` is gone, or still there with a deletionTimestamp. */
export interface Deletion {
  readonly object: StoredObject
  readonly gone: boolean
}

/**
 * Deletes as the generic registry does (apiserver `rest.BeforeDelete`, `Store.Delete`): a grace period, finalizers and
 * the propagation policy keep the object with a deletionTimestamp; otherwise it is removed. Throws a StatusError.
 */
export function deleteObject(
  ports: RegistryPorts,
  served: ServedResource,
  namespace: string,
  name: string,
  options: DeleteOptions,
  writer: Writer,
): Deletion {
  const { resource } = served
  const current = ports.store.get(resource, namespace, name)
  if (current === null) throw notFound(resource, name)
  requirePreconditions(served, current, options)
  ports.admitDelete(served, current, writer)
  if (resource.group === '' && resource.name === 'namespaces')
    return deleteNamespace(ports, served, current, writer)
  const grace = gracePeriodOf(served, current, options)
  const graceful = gracefulMeta(ports, current, grace)
  if (graceful === 'pending') return { object: current, gone: false }
  const finalizers = finalizersOf(current, options)
  const holding = finalizers.length > 0
  if (graceful === null && !holding) return { object: remove(ports, served, current, writer), gone: true }
  const metadata = withFinalizers(graceful ?? current.metadata, finalizers)
  const marked = { ...current, metadata: graceful === null ? markDeleting(ports, metadata) : metadata }
  return { object: writer.dryRun ? marked : ports.store.update(resource, marked), gone: false }
}

/** A namespace waits, `Terminating`, until its controller has emptied it and taken spec.finalizers away. */
function deleteNamespace(
  ports: RegistryPorts,
  served: ServedResource,
  current: StoredObject,
  writer: Writer,
): Deletion {
  const namespace = current as StoredObject & { spec?: { finalizers?: readonly string[] }; status?: object }
  const holding =
    (namespace.spec?.finalizers ?? []).length > 0 || (current.metadata.finalizers ?? []).length > 0
  if (!holding) return { object: remove(ports, served, current, writer), gone: true }
  if (current.metadata.deletionTimestamp !== undefined) return { object: current, gone: false }
  const marked = {
    ...namespace,
    metadata: { ...current.metadata, deletionTimestamp: timestamp(ports.clock.now()) },
    status: { ...namespace.status, phase: 'Terminating' },
  }
  return { object: writer.dryRun ? marked : ports.store.update(served.resource, marked), gone: false }
}

function remove(
  ports: RegistryPorts,
  served: ServedResource,
  current: StoredObject,
  writer: Writer,
): StoredObject {
  if (writer.dryRun) return current
  const { namespace = '', name } = current.metadata
  const removed = ports.store.remove(served.resource, namespace, name)
  served.rules.afterRemoval?.(removed, ruleContext(ports, writer))
  return removed
}

function requirePreconditions(
  { resource }: ServedResource,
  { metadata }: StoredObject,
  options: DeleteOptions,
): void {
  const { propagationPolicy, orphanDependents, preconditions } = options
  if (
    propagationPolicy !== undefined &&
    !['Foreground', 'Background', 'Orphan'].includes(propagationPolicy)
  ) {
    throw invalid({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', [
      {
        type: 'NotSupported',
        field: 'propagationPolicy',
        value: propagationPolicy,
        detail: 'supported values: "Background", "Foreground", "Orphan"',
      },
    ])
  }
  if (propagationPolicy !== undefined && orphanDependents !== undefined) {
    throw invalid({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', [
      {
        type: 'Invalid',
        field: 'propagationPolicy',
        value: propagationPolicy,
        detail: 'orphanDependents and deletionPropagation cannot be both set',
      },
    ])
  }
  const { uid, resourceVersion } = preconditions ?? {}
  const named = { group: resource.group, name: resource.kind }
  if (uid !== undefined && uid !== metadata.uid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`
    throw conflict(named, metadata.name, why)
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    const why = `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`
    throw conflict(named, metadata.name, why)
  }
}

/** Seconds; null for kinds that know no grace. Of the built-in kinds only Pods do (`podStrategy.CheckGracefulDelete`). */
function gracePeriodOf(
  { resource }: ServedResource,
  current: StoredObject,
  options: DeleteOptions,
): number | null {
  if (resource.group !== '' || resource.name !== 'pods') return null
  const pod = current as StoredObject & {
    spec?: { terminationGracePeriodSeconds?: number; nodeName?: string }
    status?: { phase?: string }
  }
  const asked = options.gracePeriodSeconds ?? pod.spec?.terminationGracePeriodSeconds ?? 30
  const isOver = pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded'
  if ((pod.spec?.nodeName ?? '') === '' || isOver) return 0
  return asked < 0 ? 1 : asked
}

/** Metadata of a graceful deletion; null when it goes at once; 'pending' when one as short is under way. */
function gracefulMeta(
  { clock }: RegistryPorts,
  { metadata }: StoredObject,
  grace: number | null,
): StoredMeta | null | 'pending' {
  if (grace === null) return null
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = metadata
  if (deletionTimestamp === undefined) {
    // A period of zero is graceful to the registry too, yet the object goes at once.
    if (grace === 0) return null
    return {
      ...metadata,
      ...nextGeneration(metadata),
      deletionTimestamp: timestamp(clock.now() + grace * 1_000),
      deletionGracePeriodSeconds: grace,
    }
  }
  if (deletionGracePeriodSeconds === 0) return null
  if (grace >= deletionGracePeriodSeconds) return 'pending'
  const began = Date.parse(deletionTimestamp) - deletionGracePeriodSeconds * 1_000
  const ends = began + grace * 1_000
  if (grace === 0) return null
  const isPast = ends < clock.now()
  return {
    ...metadata,
    deletionTimestamp: timestamp(isPast ? clock.now() : ends),
    deletionGracePeriodSeconds: isPast ? 1 : grace,
  }
}

/** `markAsDeleting` */
function markDeleting({ clock }: RegistryPorts, metadata: StoredMeta): StoredMeta {
  const { deletionTimestamp } = metadata
  const isLater = deletionTimestamp !== undefined && Date.parse(deletionTimestamp) > clock.now()
  return {
    ...metadata,
    ...(deletionTimestamp === undefined && nextGeneration(metadata)),
    deletionTimestamp:
      deletionTimestamp === undefined || isLater ? timestamp(clock.now()) : deletionTimestamp,
    deletionGracePeriodSeconds: 0,
  }
}

function nextGeneration({ generation = 0 }: StoredMeta): { generation?: number } {
  return generation > 0 ? { generation: generation + 1 } : {}
}

/** `deletionFinalizersForGarbageCollection` */
function finalizersOf({ metadata }: StoredObject, options: DeleteOptions): readonly string[] {
  const there = metadata.finalizers ?? []
  const others = there.filter((finalizer) => finalizer !== orphan && finalizer !== foreground)
  const { propagationPolicy, orphanDependents } = options
  const asked =
    propagationPolicy ??
    (orphanDependents === undefined ? undefined : orphanDependents ? 'Orphan' : 'Background')
  const orphans = asked === undefined ? there.includes(orphan) : asked === 'Orphan'
  const waits = asked === undefined ? there.includes(foreground) : asked === 'Foreground'
  return [...others, ...(orphans ? [orphan] : []), ...(waits ? [foreground] : [])]
}

function withFinalizers(metadata: StoredMeta, finalizers: readonly string[]): StoredMeta {
  const rest = omit(metadata, 'finalizers')
  return finalizers.length === 0 ? rest : { ...rest, finalizers }
}
