import type { Client } from '../../api/client.ts'
import { endpointSlices } from '../../api/resource.ts'
import { semanticEqual } from '../../api/meta/semantic-equality.ts'
import type { Endpoint, EndpointSlice, ObjectMeta } from '../../api/schema/kubernetes-types.ts'
import { without } from '../machinery/records.ts'
import { groupKey, planSlices, type EndpointGroup, type StoredSlice } from './slice-plan.ts'

export interface SliceOwner {
  /** Of a new slice. */
  readonly metadata: ObjectMeta
  /** `endpoints.kubernetes.io/last-change-trigger-time`; undefined removes it. */
  readonly triggerTime: string | undefined
  readonly maxPerSlice: number
  /** A Service without endpoints has one slice of its address type all the same. */
  readonly placeholder: boolean
  readonly addressTypes: readonly string[]
}

export const triggerTimeAnnotation = 'endpoints.kubernetes.io/last-change-trigger-time'

/** Makes slices hold the groups' endpoints, and carry the labels; those of other groups go. Rule: k8s.io/endpointslice `Reconcile`. */
export function writeSlices(
  client: Client,
  existing: readonly StoredSlice[],
  groups: readonly EndpointGroup[],
  owner: SliceOwner,
): void {
  for (const addressType of owner.addressTypes) {
    const mine = existing.filter((slice) => slice.addressType === addressType)
    const ofType = groups.filter((group) => group.addressType === addressType)
    writeType(client, addressType, mine, ofType, owner)
  }
  for (const slice of existing) if (!owner.addressTypes.includes(slice.addressType)) remove(client, slice)
}

function writeType(
  client: Client,
  addressType: string,
  existing: readonly StoredSlice[],
  groups: readonly EndpointGroup[],
  owner: SliceOwner,
): void {
  const keyOf = (slice: StoredSlice) => groupKey(slice.addressType, slice.ports)
  const plans = groups.map((group) => {
    const key = groupKey(group.addressType, group.ports)
    return planSlices(
      existing.filter((slice) => keyOf(slice) === key),
      group,
      owner.maxPerSlice,
    )
  })
  const keys = new Set(groups.map((group) => groupKey(group.addressType, group.ports)))
  const removals = [
    ...plans.flatMap(({ remove: gone }) => gone),
    ...existing.filter((slice) => !keys.has(keyOf(slice))),
  ]
  const creations = plans.flatMap(({ create }) => create)
  const updates = plans.flatMap(({ update: changed }) => changed)
  if (owner.placeholder && existing.length === removals.length && creations.length === 0) {
    const [only] = removals
    if (removals.length === 1 && only !== undefined && isPlaceholder(only)) removals.pop()
    else creations.push({ addressType, ports: [], endpoints: [] })
  }
  for (const group of creations) {
    const reused = removals.shift()
    if (reused === undefined) create(client, group, owner)
    else update(client, reused, group.endpoints, owner, group.ports)
  }
  for (const { slice, endpoints } of updates) update(client, slice, endpoints, owner, slice.ports ?? [])
  for (const slice of removals) remove(client, slice)
  const touched = new Set([
    ...updates.map(({ slice }) => slice.metadata.name),
    ...removals.map(({ metadata }) => metadata.name),
  ])
  for (const slice of existing) {
    const current = client.get(endpointSlices, slice.metadata.namespace ?? '', slice.metadata.name)
    if (current === null || touched.has(slice.metadata.name)) continue
    if (semanticEqual(current.metadata.labels ?? {}, owner.metadata.labels ?? {})) continue
    client.update(endpointSlices, {
      ...current,
      metadata: { ...current.metadata, labels: owner.metadata.labels },
    })
  }
}

function isPlaceholder({ ports, endpoints }: StoredSlice): boolean {
  return (ports ?? []).length === 0 && endpoints.length === 0
}

function create(client: Client, group: EndpointGroup, { metadata, triggerTime }: SliceOwner): void {
  client.create<EndpointSlice>(endpointSlices, {
    ...group,
    metadata: { ...metadata, annotations: withTriggerTime(metadata.annotations, triggerTime) },
  })
}

function update(
  client: Client,
  slice: StoredSlice,
  endpoints: readonly Endpoint[],
  { metadata, triggerTime }: SliceOwner,
  ports: EndpointGroup['ports'],
): void {
  const annotations = withTriggerTime({ ...slice.metadata.annotations, ...metadata.annotations }, triggerTime)
  client.update<EndpointSlice>(endpointSlices, {
    ...slice,
    ports,
    endpoints,
    metadata: { ...slice.metadata, labels: metadata.labels, annotations },
  })
}

function remove(client: Client, { metadata }: StoredSlice): void {
  client.delete(endpointSlices, metadata.namespace ?? '', metadata.name)
}

/** The annotations with the new trigger time, or without the old one. */
export function withTriggerTime(
  annotations: ObjectMeta['annotations'],
  triggerTime: string | undefined,
): ObjectMeta['annotations'] {
  const rest = without(annotations, triggerTimeAnnotation)
  if (triggerTime !== undefined) return { ...rest, [triggerTimeAnnotation]: triggerTime }
  return Object.keys(rest).length === 0 ? undefined : rest
}
