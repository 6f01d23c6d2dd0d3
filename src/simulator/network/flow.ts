/** A network namespace: a Pod's or a node's own. */
export type NamespaceId = `pod/${string}` | `node/${string}`

export interface Flow {
  readonly from: NamespaceId
  readonly protocol: 'TCP' | 'UDP' | 'ICMP'
  /** IPv4, dotted. */
  readonly destination: string
  /** 0 for ICMP. */
  readonly port: number
  /** A bound source address; default what the route says. */
  readonly source?: string
  readonly sourcePort?: number
  /** Payload, bytes; decides fragmentation. Default 0. */
  readonly size?: number
}

/** One thing that happened to the packet on its way. */
export interface Hop {
  /** Where: `pod shop/web-0`, `node worker`, `kube-proxy on worker`. */
  readonly where: string
  /** What: `routed via …`, `DNAT 10.96.0.10:53 → 10.244.1.2:53`, `rejected: no endpoints`. */
  readonly what: string
}

/** What became of the first packet of a flow, and where. */
export type Verdict =
  /** A listener took it. `destination` and `port` are those after all translation. */
  | {
      readonly kind: 'delivered'
      readonly to: NamespaceId
      readonly destination: string
      readonly port: number
      readonly sourceSeen: string
    }
  /** TCP RST, or ICMP port unreachable for UDP: the sender is told at once. */
  | { readonly kind: 'reset' }
  /** Nothing comes back. */
  | { readonly kind: 'dropped' }
  /** ICMP unreachable, or no route at the sender. */
  | { readonly kind: 'unreachable'; readonly code: 'net' | 'host' | 'admin-prohibited' }
  | { readonly kind: 'fragmentation-needed'; readonly mtu: number }

export interface FlowResult {
  readonly verdict: Verdict
  readonly hops: readonly Hop[]
  /** From sending to the answer, ms; null when none comes. */
  readonly roundTripMs: number | null
}

/** The packet engine: the one place that decides what a packet does. Probes, port-forward and every tool are views of it. */
export interface Network {
  send(flow: Flow): FlowResult
}
