import type { EndpointSlice, NetworkPolicy, Service } from '../api/schema/kubernetes-types.ts'

/** A node as the packet engine sees it. */
export interface NodePlace {
  readonly name: string
  /** InternalIP. */
  readonly address: string
  /** `10.244.1.0/24`; null until one is given: then no Pod of it can be reached. */
  readonly podCidr: string | null
}

/** A Pod that has an address. */
export interface PodPlace {
  readonly namespace: string
  readonly name: string
  readonly node: string
  readonly address: string
  /** Its processes are in the node's own network namespace. */
  readonly hostNetwork: boolean
  readonly labels: Readonly<Record<string, string>>
  /** Ports of `hostPort`, as `80/TCP`. */
  readonly hostPorts: readonly string[]
}

/** What the packet engine knows of the cluster, at this moment. */
export interface NetworkState {
  readonly nodes: readonly NodePlace[]
  node(name: string): NodePlace | null
  pod(namespace: string, name: string): PodPlace | null
  /** The Pod with a network namespace of its own that has this address. */
  podAt(address: string): PodPlace | null
  readonly pods: readonly PodPlace[]
  readonly services: readonly Service[]
  /** Those that carry `kubernetes.io/service-name`. */
  slicesOf(namespace: string, service: string): readonly EndpointSlice[]
  readonly policies: readonly NetworkPolicy[]
}
