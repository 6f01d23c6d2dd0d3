import { inRange } from './address.ts'
import type { NetworkState, NodePlace } from './network-state.ts'
import { NotModelledError } from './not-modelled.ts'
import { isNodeAddress, nodeRange, type Place } from './places.ts'

/** Where a node's routing table sends a destination. */
export type Route =
  /** One of the node's own addresses. */
  | { readonly kind: 'local' }
  /** The host route of a Pod on this node. */
  | { readonly kind: 'veth'; readonly to: Place }
  /** Another node; `to` is null where it has no host route for the address. */
  | { readonly kind: 'node'; readonly node: NodePlace; readonly to: Place | null }
  /** On the nodes' own network, and nobody has it. */
  | { readonly kind: 'no-neighbour' }
  /** The default route, which leads to a machine that is offline. */
  | { readonly kind: 'outside'; readonly why: string }

/** A node's routing table as kindnet keeps it: /32 per Pod, one range per other node, the nodes' network, a default route. */
export function routeFrom(state: NetworkState, node: NodePlace, destination: string): Route {
  if (isNodeAddress(node, destination)) return { kind: 'local' }
  const pod = state.podAt(destination)
  const home = state.nodes.find(({ podCidr }) => podCidr !== null && inRange(destination, podCidr))
  if (pod?.node === node.name) return { kind: 'veth', to: { kind: 'pod', pod, node } }
  if (home === node) return { kind: 'outside', why: `no Pod has ${destination}` }
  const other = home ?? state.nodes.find(({ address }) => address === destination)
  if (other !== undefined) return { kind: 'node', node: other, to: onNode(other, pod, destination) }
  if (inRange(destination, nodeRange)) {
    if (destination === '172.18.0.1')
      throw new NotModelledError('the machine that hosts the cluster (172.18.0.1)')
    return { kind: 'no-neighbour' }
  }
  return { kind: 'outside', why: 'the address is outside the cluster' }
}

function onNode(node: NodePlace, pod: ReturnType<NetworkState['podAt']>, destination: string): Place | null {
  if (isNodeAddress(node, destination)) return { kind: 'node', node }
  return pod?.node === node.name ? { kind: 'pod', pod, node } : null
}
