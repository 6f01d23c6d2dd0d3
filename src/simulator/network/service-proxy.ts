import type { Clock } from '../clock.ts'
import type { Randomness } from '../randomness.ts'
import type { Flow } from './flow.ts'
import type { NetworkState } from './network-state.ts'
import { backendsOf, type Backend } from './service-endpoints.ts'
import { matchService, type ServiceMatch } from './service-match.ts'

/** What kube-proxy's rules on one node make of a packet. */
export type ProxyDecision =
  | { readonly kind: 'pass' }
  | { readonly kind: 'reject'; readonly why: string }
  | { readonly kind: 'drop'; readonly why: string }
  | {
      readonly kind: 'translate'
      readonly backend: Backend
      /** Whether the source becomes the node's (KUBE-MARK-MASQ). */
      readonly masquerade: boolean
      readonly service: string
    }

/** Where the packet meets the rules. */
export interface ProxyHook {
  readonly node: string
  readonly source: string
  /** The packet was made on the node itself. */
  readonly sourceIsNode: boolean
  /** The source is in the Pods' range: kube-proxy's `clusterCIDR`. */
  readonly sourceIsPod: boolean
  readonly isNodeAddress: (address: string) => boolean
}

/** kube-proxy on every node, in iptables mode (kubernetes `pkg/proxy/iptables/proxier.go` syncProxyRules). */
export interface ServiceProxy {
  decide(flow: Flow, hook: ProxyHook): ProxyDecision
}

/** Backends are chosen by `random`; session affinity is kept per node and forgotten after its time-out, by `clock`. */
export function serviceProxy(state: NetworkState, clock: Clock, random: Randomness): ServiceProxy {
  const affinity = new Map<string, { backend: Backend; until: number }>()
  return {
    decide: (flow, hook) => {
      const match = matchService(state, flow, hook.isNodeAddress)
      if (match === null) return { kind: 'pass' }
      const choice = choose(state, match, hook)
      if (choice.kind !== 'from') return choice
      const backend = pick(match, choice.backends, hook, affinity, clock, random)
      const hairpin = backend.address === hook.source
      return {
        kind: 'translate',
        backend,
        masquerade: choice.masquerade || hairpin,
        service: nameOf(match),
      }
    },
  }
}

type Choice =
  | { readonly kind: 'from'; readonly backends: readonly Backend[]; readonly masquerade: boolean }
  | Extract<ProxyDecision, { kind: 'reject' | 'drop' }>

function choose(state: NetworkState, match: ServiceMatch, hook: ProxyHook): Choice {
  const { service, port, via } = match
  const { namespace = '', name = '' } = service.metadata ?? {}
  const { cluster, local } = backendsOf(service, port, state.slicesOf(namespace, name), hook.node)
  if (cluster.length === 0) return { kind: 'reject', why: `${nameOf(match)} has no endpoints` }
  const noLocal: Choice = { kind: 'drop', why: `${nameOf(match)} has no local endpoints` }
  if (via === 'cluster IP') {
    const backends = service.spec?.internalTrafficPolicy === 'Local' ? local : cluster
    return backends.length > 0 ? { kind: 'from', backends, masquerade: !hook.sourceIsPod } : noLocal
  }
  if (service.spec?.externalTrafficPolicy === 'Local') {
    // Pods and the node itself are sent to the whole cluster: the KUBE-EXT chain's short circuit.
    if (hook.sourceIsPod || hook.sourceIsNode) {
      return { kind: 'from', backends: cluster, masquerade: hook.sourceIsNode }
    }
    return local.length > 0 ? { kind: 'from', backends: local, masquerade: false } : noLocal
  }
  return { kind: 'from', backends: cluster, masquerade: true }
}

function pick(
  match: ServiceMatch,
  backends: readonly Backend[],
  hook: ProxyHook,
  affinity: Map<string, { backend: Backend; until: number }>,
  clock: Clock,
  random: Randomness,
): Backend {
  const seconds =
    match.service.spec?.sessionAffinity === 'ClientIP'
      ? (match.service.spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10_800)
      : null
  const key = `${hook.node} ${nameOf(match)} ${hook.source}`
  const kept = seconds === null ? undefined : affinity.get(key)
  const again =
    kept !== undefined && kept.until > clock.now()
      ? backends.find(({ address, port }) => address === kept.backend.address && port === kept.backend.port)
      : undefined
  const backend = again ?? backends[random.below(backends.length)] ?? backends[0]
  if (backend === undefined) throw new Error('a backend is chosen only where there is one')
  if (seconds !== null) affinity.set(key, { backend, until: clock.now() + seconds * 1000 })
  return backend
}

/** `shop/web:http` as kube-proxy's comments have it. */
function nameOf({ service, port }: ServiceMatch): string {
  const { namespace = '', name = '' } = service.metadata ?? {}
  return `${namespace}/${name}${port.name === undefined ? '' : `:${port.name}`}`
}
