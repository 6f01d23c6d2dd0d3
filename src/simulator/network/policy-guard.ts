import type { LabelSelector, NetworkPolicy } from '../api/schema/kubernetes-types.ts'
import type { NetworkState, PodPlace } from './network-state.ts'
import { NotModelledError } from './not-modelled.ts'

/**
 * Throws NotModelledError when a NetworkPolicy decides about this packet: one with type Egress that selects the sender, or one with
 * type Ingress that selects the receiver. What a node sends to its own Pods is always allowed, so probes pass.
 */
export function refusePolicies(
  state: NetworkState,
  from: PodPlace | { readonly node: string },
  to: PodPlace | null,
): void {
  const sender = 'address' in from && !from.hostNetwork ? from : null
  const receiver = to !== null && !to.hostNetwork ? to : null
  if (sender !== null && sender === receiver) return
  if (sender !== null) refuse(state, sender, 'Egress')
  if (receiver !== null && (sender !== null || from.node !== receiver.node)) {
    refuse(state, receiver, 'Ingress')
  }
}

function refuse(state: NetworkState, pod: PodPlace, type: 'Ingress' | 'Egress'): void {
  const policy = state.policies.find(
    (candidate) => selects(candidate, pod) && typesOf(candidate).includes(type),
  )
  if (policy !== undefined) {
    throw new NotModelledError(`NetworkPolicy ${pod.namespace}/${policy.metadata?.name ?? ''}`)
  }
}

/** The API's default: Ingress always, Egress with egress rules. */
function typesOf({ spec }: NetworkPolicy): readonly string[] {
  return spec?.policyTypes ?? ['Ingress', ...((spec?.egress ?? []).length > 0 ? ['Egress'] : [])]
}

function selects({ metadata, spec }: NetworkPolicy, pod: PodPlace): boolean {
  return metadata?.namespace === pod.namespace && matches(spec?.podSelector ?? {}, pod.labels)
}

/** metav1.LabelSelectorAsSelector: an empty selector matches everything. */
function matches(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  const equal = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value)
  return (
    equal &&
    (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
      const value = labels[key]
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value)
        case 'NotIn':
          return value === undefined || !values.includes(value)
        case 'Exists':
          return value !== undefined
        case 'DoesNotExist':
          return value === undefined
        default:
          return false
      }
    })
  )
}
