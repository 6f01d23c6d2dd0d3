import type { EndpointSlice, Service, ServicePort } from '../api/schema/kubernetes-types.ts'
import { NotModelledError } from './not-modelled.ts'

/** Where a Service's port leads. */
export interface Backend {
  readonly address: string
  readonly port: number
  readonly node: string | null
}

/** The backends of one Service port as kube-proxy on one node uses them (kubernetes `pkg/proxy/topology.go` CategorizeEndpoints). */
export interface Backends {
  /** For policy Cluster, on any node. */
  readonly cluster: readonly Backend[]
  /** For policy Local, on the node itself. */
  readonly local: readonly Backend[]
}

interface Candidate extends Backend {
  readonly ready: boolean
  readonly servingTerminating: boolean
}

/**
 * Ready endpoints; with none, those that still serve while they terminate. `local` narrows to the node before it falls back.
 * Throws NotModelledError for topology hints that name nodes.
 */
export function backendsOf(
  service: Service,
  port: ServicePort,
  slices: readonly EndpointSlice[],
  node: string,
): Backends {
  const candidates = candidatesOf(service, port, slices)
  return {
    cluster: usable(candidates),
    local: usable(candidates.filter((candidate) => candidate.node === node)),
  }
}

function usable(candidates: readonly Candidate[]): readonly Backend[] {
  const ready = candidates.filter((candidate) => candidate.ready)
  return ready.length > 0 ? ready : candidates.filter((candidate) => candidate.servingTerminating)
}

/** Several slices may hold one address; it counts once (kubernetes `pkg/proxy/endpointslicecache.go`). */
function candidatesOf(
  service: Service,
  port: ServicePort,
  slices: readonly EndpointSlice[],
): readonly Candidate[] {
  const found = new Map<string, Candidate>()
  for (const slice of slices) {
    if (slice.addressType !== 'IPv4') continue
    for (const { name = '', protocol = 'TCP', port: number } of slice.ports ?? []) {
      if (name !== (port.name ?? '') || protocol !== (port.protocol ?? 'TCP') || number === undefined)
        continue
      for (const { addresses, conditions, nodeName, hints } of slice.endpoints) {
        if ((hints?.forNodes ?? []).length > 0) {
          throw new NotModelledError(`trafficDistribution of Service ${service.metadata?.name ?? ''}`)
        }
        const [address] = addresses
        if (address === undefined) continue
        const ready = conditions?.ready ?? true
        const terminating = conditions?.terminating ?? false
        const serving = conditions?.serving ?? ready
        found.set(`${address}:${String(number)}`, {
          address,
          port: number,
          node: nodeName ?? null,
          ready,
          servingTerminating: serving && terminating,
        })
      }
    }
  }
  return [...found.values()]
}
