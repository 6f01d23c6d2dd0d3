import type { Clock } from '../clock.ts'
import type { Randomness } from '../randomness.ts'
import { inRange, isAddress } from './address.ts'
import { arrive, roundTrips, type Listens } from './arrival.ts'
import { conntrack, type Conntrack, type Translation } from './conntrack.ts'
import type { Flow, FlowResult, Hop, Network } from './flow.ts'
import type { NetworkState, NodePlace } from './network-state.ts'
import { NotModelledError } from './not-modelled.ts'
import { gatewayOf, isNodeAddress, placeOf, podRange, wordsOf, type Place } from './places.ts'
import { refusePolicies } from './policy-guard.ts'
import { routeFrom } from './routes.ts'
import { serviceProxy, type ServiceProxy } from './service-proxy.ts'
import { backendStays } from './service-stays.ts'

/** Three ARP requests, one a second (`mcast_solicit`), before the kernel says that there is no such host. */
const arpTimeoutMs = 3000

interface Engine {
  readonly state: NetworkState
  readonly listens: Listens
  readonly proxy: ServiceProxy
  readonly tracked: Conntrack
}

/** A packet on its way: its sender, what it looks like now, and what happened to it. */
interface Packet {
  readonly sender: Place
  readonly flow: Flow
  readonly source: string
  readonly hops: Hop[]
}

/**
 * The packet engine over a cluster as kind makes it: a veth pair for each Pod, host routes on its node, one route per other node,
 * kube-proxy in iptables mode. `send` throws NotModelledError for what it does not model, and an Error for a sender that is not there.
 */
export function packetEngine(parts: {
  readonly state: NetworkState
  readonly clock: Clock
  readonly random: Randomness
  readonly listens: Listens
}): Network {
  const engine: Engine = {
    state: parts.state,
    listens: parts.listens,
    proxy: serviceProxy(parts.state, parts.clock, parts.random),
    tracked: conntrack(parts.clock),
  }
  return {
    send: (flow) => {
      refuseFlow(flow)
      const sender = placeOf(parts.state, flow.from)
      const hops: Hop[] = []
      if (staysInside(sender, flow.destination)) {
        return arrive(engine, sender, sender, flow, flow.destination, hops)
      }
      if (sender.kind === 'pod') {
        hops.push({
          where: wordsOf(sender),
          what: `${wordsOfFlow(flow)} routed via ${gatewayOf(sender.node)} dev eth0`,
        })
      }
      const source = flow.source ?? (sender.kind === 'pod' ? sender.pod.address : sender.node.address)
      return atNode(engine, sender.node, { sender, flow, source, hops })
    },
  }
}

/** At a node, from its Pods, its own processes or the wire: kube-proxy's rules, then its routes. */
function atNode(engine: Engine, node: NodePlace, packet: Packet): FlowResult {
  const { flow, source, hops, sender } = packet
  const where = `kube-proxy on ${node.name}`
  const known = engine.tracked.find(node.name, source, flow)
  if (known !== null && backendStays(engine.state, known)) {
    hops.push({ where, what: `conntrack: ${wordsOfDnat(flow, known)}` })
    return route(engine, node, packet, known)
  }
  engine.tracked.forget(node.name, source, flow)
  const decision = engine.proxy.decide(flow, {
    node: node.name,
    source,
    sourceIsNode: sender.kind === 'node' && sender.node.name === node.name,
    sourceIsPod: inRange(source, podRange),
    isNodeAddress: (address) => isNodeAddress(node, address),
  })
  switch (decision.kind) {
    case 'pass':
      return route(engine, node, packet, null)
    case 'reject':
      hops.push({ where, what: `REJECT: ${decision.why}` })
      return {
        verdict: { kind: 'reset' },
        hops,
        roundTripMs: sender.node.name === node.name ? roundTrips.node : roundTrips.cluster,
      }
    case 'drop':
      hops.push({ where, what: `DROP: ${decision.why}` })
      return { verdict: { kind: 'dropped' }, hops, roundTripMs: null }
    case 'translate':
      engine.tracked.keep(node.name, source, flow, decision)
      hops.push({ where, what: wordsOfDnat(flow, decision) })
      return route(engine, node, packet, decision)
  }
}

/** The node's routing table, after translation. */
function route(
  engine: Engine,
  node: NodePlace,
  { sender, flow: before, source, hops }: Packet,
  translation: Translation | null,
): FlowResult {
  const { state } = engine
  const flow: Flow =
    translation === null
      ? before
      : { ...before, destination: translation.backend.address, port: translation.backend.port }
  const target = state.podAt(flow.destination)
  refusePolicies(state, sender.kind === 'pod' ? sender.pod : { node: sender.node.name }, target)
  const way = routeFrom(state, node, flow.destination)
  const where = `node ${node.name}`
  const masquerade = translation?.masquerade === true
  switch (way.kind) {
    case 'outside':
      hops.push({ where, what: `routed via 172.18.0.1 dev eth0: ${way.why}, nothing answers` })
      return { verdict: { kind: 'dropped' }, hops, roundTripMs: null }
    case 'no-neighbour':
      hops.push({ where, what: `no host has ${flow.destination} on eth0: host unreachable` })
      return { verdict: { kind: 'unreachable', code: 'host' }, hops, roundTripMs: arpTimeoutMs }
    case 'local':
      return arrive(engine, sender, { kind: 'node', node }, flow, source, hops)
    case 'veth': {
      // The node's end of the veth pair carries the gateway's address: it is what a node's own packets leave with.
      const ownPacket = sender.kind === 'node' && sender.node.name === node.name
      const seen = masquerade || ownPacket ? gatewayOf(node) : source
      hops.push({ where, what: `${wordsOfSnat(source, seen)}routed to ${wordsOf(way.to)}` })
      return arrive(engine, sender, way.to, flow, seen, hops)
    }
    case 'node': {
      // kindnet masquerades what leaves the Pods' range.
      const leavesPods = inRange(source, podRange) && !inRange(flow.destination, podRange)
      const seen = masquerade || leavesPods ? node.address : source
      hops.push({ where, what: `${wordsOfSnat(source, seen)}routed via ${way.node.address} dev eth0` })
      if (way.to?.kind === 'node') {
        return atNode(engine, way.node, { sender, flow, source: seen, hops })
      }
      const there = `node ${way.node.name}`
      if (way.to === null) {
        hops.push({ where: there, what: `no Pod has ${flow.destination}: nothing answers` })
        return { verdict: { kind: 'dropped' }, hops, roundTripMs: null }
      }
      hops.push({ where: there, what: `routed to ${wordsOf(way.to)}` })
      return arrive(engine, sender, way.to, flow, seen, hops)
    }
  }
}

function staysInside(from: Place, destination: string): boolean {
  if (from.kind === 'node') return false
  return inRange(destination, '127.0.0.0/8') || destination === from.pod.address
}

function refuseFlow({ destination, size = 0 }: Flow): void {
  if (!isAddress(destination)) throw new NotModelledError(`the destination ${JSON.stringify(destination)}`)
  if (inRange(destination, '224.0.0.0/3'))
    throw new NotModelledError(`multicast or broadcast (${destination})`)
  if (inRange(destination, '0.0.0.0/8')) throw new NotModelledError(`the destination ${destination}`)
  if (size > 65_507) throw new NotModelledError('a datagram of more than 65,507 bytes')
}

function wordsOfFlow({ protocol, destination, port }: Flow): string {
  return protocol === 'ICMP' ? `ICMP to ${destination}` : `${protocol} to ${destination}:${String(port)}`
}

function wordsOfDnat(flow: Flow, { backend, service }: Translation): string {
  const before = `${flow.destination}:${String(flow.port)}`
  return `DNAT ${before} → ${backend.address}:${String(backend.port)} (Service ${service})`
}

function wordsOfSnat(source: string, seen: string): string {
  return source === seen ? '' : `SNAT ${source} → ${seen}, `
}
