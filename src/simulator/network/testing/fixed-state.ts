import type { EndpointSlice, NetworkPolicy, Service } from '../../api/schema/kubernetes-types.ts'
import type { NetworkState, NodePlace, PodPlace } from '../network-state.ts'

export interface FixedParts {
  pods: PodPlace[]
  services: Service[]
  slices: EndpointSlice[]
  policies: NetworkPolicy[]
}

export const threeNodes: readonly NodePlace[] = ['control-plane', 'worker', 'worker2'].map((name, index) => ({
  name,
  address: `172.18.0.${String(index + 2)}`,
  podCidr: `10.244.${String(index)}.0/24`,
}))

/** A cluster of kind's three nodes whose parts a test may change. */
export function fixedState(parts: FixedParts): NetworkState {
  return {
    nodes: threeNodes,
    node: (name) => threeNodes.find((node) => node.name === name) ?? null,
    pod: (namespace, name) =>
      parts.pods.find((pod) => pod.namespace === namespace && pod.name === name) ?? null,
    podAt: (address) => parts.pods.find((pod) => !pod.hostNetwork && pod.address === address) ?? null,
    get pods() {
      return parts.pods
    },
    get services() {
      return parts.services
    },
    slicesOf: (namespace, service) =>
      parts.slices.filter(
        ({ metadata }) =>
          metadata?.namespace === namespace && metadata.labels?.['kubernetes.io/service-name'] === service,
      ),
    get policies() {
      return parts.policies
    },
  }
}

/** A Pod `shop/NAME` at 10.244.N.HOST of the `node`th node. */
export function podOn(node: number, host: number, name: string, more: Partial<PodPlace> = {}): PodPlace {
  return {
    namespace: 'shop',
    name,
    node: threeNodes[node]?.name ?? '',
    address: `10.244.${String(node)}.${String(host)}`,
    hostNetwork: false,
    labels: { app: name },
    hostPorts: [],
    ...more,
  }
}

/** A Service `shop/NAME` with port 80 at 10.96.0.10. */
export function serviceNamed(name: string, spec: Partial<NonNullable<Service['spec']>> = {}): Service {
  return {
    metadata: { namespace: 'shop', name },
    spec: { type: 'ClusterIP', clusterIP: '10.96.0.10', ports: [{ port: 80, protocol: 'TCP' }], ...spec },
  }
}

/** A slice of `shop/SERVICE`: Pods with their conditions, all on port 8080. */
export function sliceOf(
  service: string,
  endpoints: readonly (PodPlace & {
    readonly ready?: boolean
    readonly terminating?: boolean
    readonly serving?: boolean
  })[],
  protocol = 'TCP',
): EndpointSlice {
  return {
    addressType: 'IPv4',
    metadata: { namespace: 'shop', name: `${service}-x`, labels: { 'kubernetes.io/service-name': service } },
    ports: [{ name: '', port: 8080, protocol }],
    endpoints: endpoints.map(({ address, node, ready = true, terminating = false, serving = ready }) => ({
      addresses: [address],
      nodeName: node,
      conditions: { ready, serving, terminating },
    })),
  }
}
