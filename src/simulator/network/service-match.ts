import type { Service, ServicePort } from '../api/schema/kubernetes-types.ts'
import type { Flow } from './flow.ts'
import type { NetworkState } from './network-state.ts'
import { NotModelledError } from './not-modelled.ts'

/** A Service's port that a packet's destination names, and by which of its addresses. */
export interface ServiceMatch {
  readonly service: Service
  readonly port: ServicePort
  readonly via: 'cluster IP' | 'external IP' | 'load balancer IP' | 'node port'
}

/**
 * The Service port that kube-proxy would translate, in the order of its chain: cluster IPs, external IPs, load balancer addresses, node
 * ports (those on any address of the node itself, `nodeAddresses`). Null when there is none.
 */
export function matchService(
  state: NetworkState,
  flow: Pick<Flow, 'protocol' | 'destination' | 'port'>,
  nodeAddresses: (address: string) => boolean,
): ServiceMatch | null {
  if (flow.protocol === 'ICMP') return null
  const local = nodeAddresses(flow.destination)
  let nodePort: ServiceMatch | null = null
  for (const service of state.services) {
    for (const port of service.spec?.ports ?? []) {
      if ((port.protocol ?? 'TCP') !== flow.protocol) continue
      const via = port.port === flow.port ? addressKind(service, flow.destination) : null
      if (via !== null) return { service, port, via }
      if (local && hasNodePort(service) && port.nodePort === flow.port) {
        nodePort = { service, port, via: 'node port' }
      }
    }
  }
  return nodePort
}

function addressKind(service: Service, address: string): ServiceMatch['via'] | null {
  const { type, clusterIP, clusterIPs, externalIPs = [], loadBalancerSourceRanges = [] } = service.spec ?? {}
  if (type === 'ExternalName') return null
  if (clusterIP === address || (clusterIPs ?? []).includes(address)) return 'cluster IP'
  if (externalIPs.includes(address)) return 'external IP'
  const ingress = service.status?.loadBalancer?.ingress ?? []
  if (type === 'LoadBalancer' && ingress.some(({ ip, ipMode }) => ip === address && ipMode !== 'Proxy')) {
    if (loadBalancerSourceRanges.length > 0) {
      throw new NotModelledError(`loadBalancerSourceRanges of Service ${service.metadata?.name ?? ''}`)
    }
    return 'load balancer IP'
  }
  return null
}

function hasNodePort({ spec }: Service): boolean {
  return spec?.type === 'NodePort' || spec?.type === 'LoadBalancer'
}
