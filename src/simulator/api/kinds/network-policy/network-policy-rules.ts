import { networkPolicies } from '../../resource.ts'
import { warningsForCidr } from '../../meta/ip-addresses.ts'
import type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from '../../schema/kubernetes-types.ts'
import type { KindRules } from '../kind-rules.ts'
import { compact, list, mappedEach, text } from '../zero-values.ts'
import { checkNetworkPolicy } from './network-policy-validation.ts'

/** `pkg/registry/networking/networkpolicy/strategy.go`. */
export const networkPolicyRules: KindRules<NetworkPolicy> = {
  resource: networkPolicies,
  hasStatus: false,
  defaults: defaultNetworkPolicy,
  validate: ({ spec }) => [...checkNetworkPolicy(spec)],
  validateUpdate: ({ spec }) => [...checkNetworkPolicy(spec)],
  warnings: ({ spec }) => [
    ...list(spec?.ingress).flatMap((rule, index) => cidrWarnings(`spec.ingress[${index}].from`, rule.from)),
    ...list(spec?.egress).flatMap((rule, index) => cidrWarnings(`spec.egress[${index}].to`, rule.to)),
  ],
}

/** networking/v1 `SetDefaults_NetworkPolicy`: Ingress, and Egress when there are egress rules. */
function defaultNetworkPolicy(policy: NetworkPolicy): NetworkPolicy {
  const spec: NetworkPolicySpec = policy.spec ?? {}
  const implied = list(spec.egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress']
  return {
    ...policy,
    spec: compact({
      ...spec,
      podSelector: spec.podSelector ?? {},
      policyTypes: list(spec.policyTypes).length === 0 ? implied : spec.policyTypes,
      ingress: mappedEach(spec.ingress, withProtocols),
      egress: mappedEach(spec.egress, withProtocols),
    }),
  }
}

function withProtocols<T extends { readonly ports?: readonly NetworkPolicyPort[] | undefined }>(rule: T): T {
  return compact({
    ...rule,
    ports: mappedEach(rule.ports, (port) => ({ ...port, protocol: port.protocol ?? 'TCP' })),
  })
}

function cidrWarnings(path: string, peers: readonly NetworkPolicyPeer[] | undefined): readonly string[] {
  return list(peers).flatMap(({ ipBlock }, index) => {
    if (ipBlock === undefined) return []
    const at = `${path}[${index}].ipBlock`
    return [
      ...warningsForCidr(`${at}.cidr`, text(ipBlock.cidr)),
      ...list(ipBlock.except).flatMap((range, position) =>
        warningsForCidr(`${at}.except[${position}]`, range),
      ),
    ]
  })
}
