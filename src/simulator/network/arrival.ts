import { inRange } from './address.ts'
import type { Flow, FlowResult, Hop, NamespaceId, Verdict } from './flow.ts'
import type { NetworkState } from './network-state.ts'
import { NotModelledError } from './not-modelled.ts'
import { namespaceOf, wordsOf, type Place } from './places.ts'

/** Round trips, ms: inside one namespace, on one node, between two nodes. */
export const roundTrips = { own: 0.04, node: 0.12, cluster: 0.35 }

/** Whether a socket waits there. */
export type Listens = (
  namespace: NamespaceId,
  protocol: 'TCP' | 'UDP',
  address: string,
  port: number,
) => boolean

/** At the receiving namespace: a listener takes the packet, or the kernel answers. Throws NotModelledError where a hostPort would take it. */
export function arrive(
  { state, listens }: { state: NetworkState; listens: Listens },
  from: Place,
  to: Place,
  flow: Flow,
  sourceSeen: string,
  hops: Hop[],
): FlowResult {
  const id = to.kind === 'pod' ? namespaceOf(to.pod) : (`node/${to.node.name}` as const)
  const own = wordsOf(from) === wordsOf(to)
  const roundTripMs = own
    ? roundTrips.own
    : from.node.name === to.node.name
      ? roundTrips.node
      : roundTrips.cluster
  const { destination, port, protocol } = flow
  if (to.kind === 'node') refuseHostPorts(state, to, flow, own)
  if (protocol !== 'ICMP' && !listens(id, protocol, destination, port)) {
    const answer = protocol === 'TCP' ? 'RST' : 'ICMP port unreachable'
    hops.push({ where: wordsOf(to), what: `nothing listens on ${protocol} port ${String(port)}: ${answer}` })
    return { verdict: { kind: 'reset' }, hops, roundTripMs }
  }
  const taken =
    protocol === 'ICMP' ? 'echo answered' : `delivered to the listener on ${protocol} port ${String(port)}`
  hops.push({ where: wordsOf(to), what: taken })
  const verdict: Verdict = { kind: 'delivered', to: id, destination, port, sourceSeen }
  return { verdict, hops, roundTripMs }
}

/** The portmap plug-in would translate it. */
function refuseHostPorts(state: NetworkState, to: Place, flow: Flow, own: boolean): void {
  if (own && inRange(flow.destination, '127.0.0.0/8')) return
  const wanted = `${String(flow.port)}/${flow.protocol}`
  const pod = state.pods.find(
    ({ node, hostNetwork, hostPorts }) => node === to.node.name && !hostNetwork && hostPorts.includes(wanted),
  )
  if (pod !== undefined) throw new NotModelledError(`hostPort of Pod ${pod.namespace}/${pod.name}`)
}
