import { semanticEqual } from '../../api/meta/semantic-equality.ts'
import type { Stored } from '../../api/object.ts'
import type { Endpoint, DiscoveryEndpointPort, EndpointSlice } from '../../api/schema/kubernetes-types.ts'
import { canonicalJson } from '../machinery/canonical-json.ts'

export type StoredSlice = Stored<EndpointSlice>

/** Endpoints that share ports and address type, and so slices. */
export interface EndpointGroup {
  readonly addressType: string
  readonly ports: readonly DiscoveryEndpointPort[]
  readonly endpoints: readonly Endpoint[]
}

export interface SlicePlan {
  readonly create: readonly EndpointGroup[]
  readonly update: readonly { readonly slice: StoredSlice; readonly endpoints: readonly Endpoint[] }[]
  readonly remove: readonly StoredSlice[]
}

/** Equal for groups that go into the same slices. */
export function groupKey(addressType: string, ports: readonly DiscoveryEndpointPort[] | undefined): string {
  const named = [...(ports ?? [])].sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
  return canonicalJson([addressType, named])
}

/**
 * How to get from the slices of one group to its endpoints with few writes: endpoints stay where they are, gaps of changed slices are
 * filled, the rest fills the fullest slice that has room, or new ones. Rule: k8s.io/endpointslice `reconcileByPortMapping`.
 */
export function planSlices(existing: readonly StoredSlice[], group: EndpointGroup, max: number): SlicePlan {
  const wanted = new Map(group.endpoints.map((endpoint) => [endpointKey(endpoint), endpoint]))
  const kept = existing.map((slice) => {
    const endpoints = slice.endpoints.flatMap((endpoint) => {
      const key = endpointKey(endpoint)
      const next = wanted.get(key)
      wanted.delete(key)
      return next === undefined ? [] : [next]
    })
    return { slice, endpoints, changed: !semanticEqual(endpoints, slice.endpoints) }
  })
  const remove = kept.filter(({ changed, endpoints }) => changed && endpoints.length === 0)
  const rest = [...wanted.values()]
  const staying = kept.filter((one) => !remove.includes(one))
  for (const one of staying.filter(({ changed }) => changed)) {
    one.endpoints.push(...rest.splice(0, Math.max(0, max - one.endpoints.length)))
  }
  if (rest.length > 0) {
    const roomy = staying
      .filter(({ changed, endpoints }) => !changed && endpoints.length + rest.length <= max)
      .sort((a, b) => b.endpoints.length - a.endpoints.length)[0]
    if (roomy !== undefined) {
      roomy.endpoints.push(...rest.splice(0))
      roomy.changed = true
    }
  }
  const create: EndpointGroup[] = []
  while (rest.length > 0) create.push({ ...group, endpoints: rest.splice(0, max) })
  return {
    create,
    update: staying.filter(({ changed }) => changed),
    remove: remove.map(({ slice }) => slice),
  }
}

/** Endpoints are the same when address and target are. */
function endpointKey({ addresses, targetRef }: Endpoint): string {
  return canonicalJson([addresses, targetRef?.kind, targetRef?.namespace, targetRef?.name, targetRef?.uid])
}
