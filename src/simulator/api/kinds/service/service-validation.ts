import { forbiddenField, invalidFor, invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import { isCidrForLegacyField, isValidIpForLegacyField } from '../../meta/ip-addresses.ts'
import { validateLabels } from '../../meta/label-validation.ts'
import { isQualifiedName } from '../../meta/qualified-names.ts'
import { isValidPortNum } from '../../meta/value-formats.ts'
import type { Service, ServiceSpec } from '../../schema/kubernetes-types.ts'
import { checkEndpointIp } from '../endpoint-address-validation.ts'
import { checkOneOf, checkSubdomain, type FieldErrors } from '../field-checks.ts'
import { list, number, text } from '../zero-values.ts'
import { checkClusterIps, isHeadless } from './cluster-ip-validation.ts'
import { isExternallyAccessible, needsHealthCheck } from './service-defaults.ts'
import { checkPortUses, checkServicePorts } from './service-port-validation.ts'

/** core `validateService`. */
export function* checkService(service: Service): FieldErrors {
  const spec: ServiceSpec = service.spec ?? {}
  if (list(spec.ports).length === 0 && !isHeadless(spec) && spec.type !== 'ExternalName') {
    yield required('spec.ports')
  }
  yield* checkType(spec)
  yield* checkServicePorts(spec)
  yield* validateLabels(spec.selector, 'spec.selector')
  yield* checkAffinity(spec)
  yield* checkClusterIps(spec)
  for (const [index, ip] of list(spec.externalIPs).entries()) {
    const field = `spec.externalIPs[${index}]`
    const errors = isValidIpForLegacyField(ip)
    if (errors.length > 0) yield* invalidFor(field, ip, errors)
    else yield* checkEndpointIp(field, ip)
  }
  yield* checkOneOf('spec.type', spec.type, ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'])
  yield* checkPortUses(spec)
  yield* checkLoadBalancer(spec)
  yield* checkTrafficPolicies(spec)
}

function* checkType(spec: ServiceSpec): FieldErrors {
  const { type, clusterIPs, ipFamilies, ipFamilyPolicy } = spec
  if ((type === 'LoadBalancer' || type === 'NodePort') && isHeadless(spec)) {
    yield invalidValue('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`)
  }
  if (type !== 'ExternalName') return
  const detail = 'may not be set for ExternalName services'
  if (list(clusterIPs).length > 0) yield forbiddenField('spec.clusterIPs', detail)
  if (list(ipFamilies).length > 0) yield forbiddenField('spec.ipFamilies', detail)
  if (ipFamilyPolicy !== undefined) yield forbiddenField('spec.ipFamilyPolicy', detail)
  const name = text(spec.externalName).replace(/\.$/, '')
  if (name === '') yield required('spec.externalName')
  else yield* checkSubdomain('spec.externalName', name)
}

/** A day: `MaxClientIPServiceAffinitySeconds`. */
const mostAffinitySeconds = 86400

function* checkAffinity({ sessionAffinity, sessionAffinityConfig }: ServiceSpec): FieldErrors {
  yield* checkOneOf('spec.sessionAffinity', sessionAffinity, ['ClientIP', 'None'])
  if (sessionAffinity !== 'ClientIP') return
  const seconds = number(sessionAffinityConfig?.clientIP?.timeoutSeconds)
  if (seconds <= 0 || seconds > mostAffinitySeconds) {
    const field = 'spec.sessionAffinityConfig.clientIP.timeoutSeconds'
    yield invalidValue(field, seconds, `must be greater than 0 and less than ${mostAffinitySeconds}`)
  }
}

function* checkLoadBalancer(spec: ServiceSpec): FieldErrors {
  const balanced = spec.type === 'LoadBalancer'
  const detail = "may only be used when `type` is 'LoadBalancer'"
  const ranges = list(spec.loadBalancerSourceRanges)
  // Kubernetes spells this path so.
  const rangesPath = 'spec.LoadBalancerSourceRanges'
  if (ranges.length > 0 && !balanced) yield forbiddenField(rangesPath, detail)
  for (const [index, range] of ranges.entries()) {
    yield* invalidFor(`${rangesPath}[${index}]`, range.trim(), isCidrForLegacyField(range.trim()))
  }
  if (spec.allocateLoadBalancerNodePorts !== undefined && !balanced) {
    yield forbiddenField('spec.allocateLoadBalancerNodePorts', detail)
  }
  const balancer = spec.loadBalancerClass
  if (balancer === undefined) return
  if (balanced) yield* invalidFor('spec.loadBalancerClass', balancer, isQualifiedName(balancer))
  else yield forbiddenField('spec.loadBalancerClass', detail)
}

const locality = ['Cluster', 'Local']
const distributions = ['PreferClose', 'PreferSameZone', 'PreferSameNode']

/** core `validateServiceExternalTrafficPolicy`, `…InternalTrafficFieldsValue`, `…TrafficDistribution`. */
function* checkTrafficPolicies(spec: ServiceSpec): FieldErrors {
  const { externalTrafficPolicy, healthCheckNodePort = 0, internalTrafficPolicy, trafficDistribution } = spec
  const external = 'spec.externalTrafficPolicy'
  if (isExternallyAccessible(spec)) yield* checkOneOf(external, externalTrafficPolicy, locality)
  else if (text(externalTrafficPolicy) !== '') {
    yield invalidValue(external, externalTrafficPolicy, 'may only be set for externally-accessible services')
  }
  const health = 'spec.healthCheckNodePort'
  if (needsHealthCheck(spec)) {
    if (healthCheckNodePort === 0) yield required(health)
    else yield* invalidFor(health, healthCheckNodePort, isValidPortNum(healthCheckNodePort))
  } else if (healthCheckNodePort !== 0) {
    const detail = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"
    yield invalidValue(health, healthCheckNodePort, detail)
  }
  if (internalTrafficPolicy !== undefined && !locality.includes(internalTrafficPolicy)) {
    yield notSupported('spec.internalTrafficPolicy', internalTrafficPolicy, locality)
  }
  if (trafficDistribution !== undefined && !distributions.includes(trafficDistribution)) {
    yield notSupported('spec.trafficDistribution', trafficDistribution, distributions)
  }
}
