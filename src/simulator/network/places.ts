import { addressAt, inRange } from './address.ts'
import type { NamespaceId } from './flow.ts'
import type { NetworkState, NodePlace, PodPlace } from './network-state.ts'
import { NotModelledError } from './not-modelled.ts'

/** The range of every Pod: kind's `podSubnet`. */
export const podRange = '10.244.0.0/16'
/** The Docker network that kind's nodes are on. */
export const nodeRange = '172.18.0.0/16'

/** A network namespace with what routes it has. */
export type Place =
  | { readonly kind: 'pod'; readonly pod: PodPlace; readonly node: NodePlace }
  | { readonly kind: 'node'; readonly node: NodePlace }

/** The namespace of a Pod: its own, or its node's with `hostNetwork`. */
export function namespaceOf(pod: Pick<PodPlace, 'namespace' | 'name' | 'node' | 'hostNetwork'>): NamespaceId {
  return pod.hostNetwork ? `node/${pod.node}` : `pod/${pod.namespace}/${pod.name}`
}

/** Throws when there is no such Pod or node, or its node is unknown. */
export function placeOf(state: NetworkState, id: NamespaceId): Place {
  const [kind, first = '', second = ''] = id.split('/')
  if (kind === 'node') return { kind: 'node', node: nodeNamed(state, first) }
  const pod = state.pod(first, second)
  if (pod === null) throw new Error(`no network namespace ${id}`)
  if (pod.hostNetwork) return { kind: 'node', node: nodeNamed(state, pod.node) }
  return { kind: 'pod', pod, node: nodeNamed(state, pod.node) }
}

/** The address of the node inside its Pods' range: their gateway, and the node's end of every veth pair. */
export function gatewayOf(node: NodePlace): string {
  if (node.podCidr === null) throw new NotModelledError(`node ${node.name} without a podCIDR`)
  return addressAt(node.podCidr, 1)
}

/** Whether an address is one of a node's own. */
export function isNodeAddress(node: NodePlace, address: string): boolean {
  if (address === node.address || inRange(address, '127.0.0.0/8')) return true
  return node.podCidr !== null && address === addressAt(node.podCidr, 1)
}

/** `pod shop/web-0`, `node worker`: as hops name a place. */
export function wordsOf(place: Place): string {
  return place.kind === 'pod' ? `pod ${place.pod.namespace}/${place.pod.name}` : `node ${place.node.name}`
}

function nodeNamed(state: NetworkState, name: string): NodePlace {
  const node = state.node(name)
  if (node === null) throw new Error(`no node ${name}`)
  return node
}
