import { forbiddenField, invalidFor, invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import { isCidrForLegacyField } from '../../meta/ip-addresses.ts'
import { maskedBytes, parseCidr, type ParsedCidr } from '../../meta/ip-parsing.ts'
import { validateLabelSelector } from '../../meta/label-validation.ts'
import { isValidPortName, isValidPortNum } from '../../meta/value-formats.ts'
import type {
  IPBlock,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'

/** networking `ValidateNetworkPolicySpec`. */
export function* checkNetworkPolicy(spec: NetworkPolicySpec | undefined): FieldErrors {
  yield* validateLabelSelector(spec?.podSelector, 'spec.podSelector')
  for (const [index, rule] of list(spec?.ingress).entries()) {
    yield* checkRule(`spec.ingress[${index}]`, 'from', rule.ports, rule.from)
  }
  for (const [index, rule] of list(spec?.egress).entries()) {
    yield* checkRule(`spec.egress[${index}]`, 'to', rule.ports, rule.to)
  }
  const types = list(spec?.policyTypes)
  if (types.length > 2) {
    yield invalidValue('spec.policyTypes', types, 'may not specify more than two policyTypes')
    return
  }
  for (const [index, type] of types.entries()) {
    if (type === 'Ingress' || type === 'Egress') continue
    yield notSupported(`spec.policyTypes[${index}]`, type, ['Ingress', 'Egress'])
  }
}

function* checkRule(
  path: string,
  side: 'from' | 'to',
  ports: readonly NetworkPolicyPort[] | undefined,
  peers: readonly NetworkPolicyPeer[] | undefined,
): FieldErrors {
  for (const [index, port] of list(ports).entries()) yield* checkPort(`${path}.ports[${index}]`, port)
  for (const [index, peer] of list(peers).entries()) yield* checkPeer(`${path}.${side}[${index}]`, peer)
}

const protocols = ['TCP', 'UDP', 'SCTP']

/** networking `ValidateNetworkPolicyPort`. */
function* checkPort(path: string, { protocol, port, endPort }: NetworkPolicyPort): FieldErrors {
  if (protocol !== undefined && !protocols.includes(protocol)) {
    yield notSupported(`${path}.protocol`, protocol, protocols)
  }
  const end = `${path}.endPort`
  if (typeof port === 'number') {
    yield* invalidFor(`${path}.port`, port, isValidPortNum(port))
    if (endPort === undefined) return
    // The value that Kubernetes shows here is the port.
    if (endPort < port) yield invalidValue(end, port, 'must be greater than or equal to `port`')
    yield* invalidFor(end, endPort, isValidPortNum(endPort))
    return
  }
  if (endPort !== undefined) {
    const why = port === undefined ? 'is not specified' : 'is non-numeric'
    yield invalidValue(end, endPort, `may not be specified when \`port\` ${why}`)
  }
  if (port !== undefined) yield* invalidFor(`${path}.port`, port, isValidPortName(port))
}

/** networking `ValidateNetworkPolicyPeer`. */
function* checkPeer(
  path: string,
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
): FieldErrors {
  yield* validateLabelSelector(podSelector, `${path}.podSelector`)
  yield* validateLabelSelector(namespaceSelector, `${path}.namespaceSelector`)
  if (ipBlock !== undefined) yield* checkIpBlock(`${path}.ipBlock`, ipBlock)
  const selects = podSelector !== undefined || namespaceSelector !== undefined
  if (ipBlock === undefined && !selects) yield required(path, 'must specify a peer')
  if (ipBlock !== undefined && selects) {
    yield forbiddenField(path, 'may not specify both ipBlock and another peer')
  }
}

/** networking `ValidateIPBlock`. */
function* checkIpBlock(path: string, block: IPBlock): FieldErrors {
  const cidr = text(block.cidr)
  if (cidr === '') {
    yield required(`${path}.cidr`)
    return
  }
  yield* invalidFor(`${path}.cidr`, cidr, isCidrForLegacyField(cidr))
  const outer = parseCidr(cidr)
  if (outer === null) return
  for (const [index, except] of list(block.except).entries()) {
    const field = `${path}.except[${index}]`
    yield* invalidFor(field, except, isCidrForLegacyField(except))
    const inner = parseCidr(except)
    if (inner !== null && !isStrictlyInside(inner, outer)) {
      yield invalidValue(field, except, 'must be a strict subset of `cidr`')
    }
  }
}

function isStrictlyInside(inner: ParsedCidr, outer: ParsedCidr): boolean {
  if (inner.ip.bytes.length !== outer.ip.bytes.length || inner.prefix <= outer.prefix) return false
  const network = maskedBytes({ ...inner, prefix: outer.prefix })
  return maskedBytes(outer).every((byte, index) => byte === network[index])
}
