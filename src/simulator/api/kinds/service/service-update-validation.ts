import { forbiddenField, invalidFor, invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import { isValidIpForLegacyField } from '../../meta/ip-addresses.ts'
import type { Service, ServiceSpec } from '../../schema/kubernetes-types.ts'
import { checkSubdomain, type FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'
import { isHeadless } from './cluster-ip-validation.ts'
import { needsHealthCheck } from './service-defaults.ts'
import { checkService } from './service-validation.ts'

/** core `ValidateServiceUpdate`. */
export function* checkServiceUpdate(next: Service, previous: Service): FieldErrors {
  const spec: ServiceSpec = next.spec ?? {}
  const old: ServiceSpec = previous.spec ?? {}
  if (spec.type !== 'ExternalName' && old.type !== 'ExternalName') {
    yield* checkClusterIpChange(spec, old)
    yield* checkFamilyChange(spec, old)
  }
  if (spec.type === 'LoadBalancer' && old.type === 'LoadBalancer') {
    if (spec.loadBalancerClass !== old.loadBalancerClass) {
      yield invalidValue('spec.loadBalancerClass', spec.loadBalancerClass ?? null, 'may not change once set')
    }
  }
  if (needsHealthCheck(spec) && needsHealthCheck(old)) {
    if (spec.healthCheckNodePort !== old.healthCheckNodePort) {
      yield forbiddenField('spec.healthCheckNodePort', 'field is immutable')
    }
  }
  yield* checkService(next)
}

/** core `ValidateLoadBalancerStatus`. */
export function* checkServiceStatus(service: Service): FieldErrors {
  const field = 'status.loadBalancer.ingress'
  const ingress = list(service.status?.loadBalancer?.ingress)
  if (service.spec?.type !== 'LoadBalancer') {
    if (ingress.length > 0) yield forbiddenField(field, "may only be used when `spec.type` is 'LoadBalancer'")
    return
  }
  for (const [index, { ip, ipMode, hostname }] of ingress.entries()) {
    const at = `${field}[${index}]`
    const address = text(ip)
    if (address !== '') yield* invalidFor(`${at}.ip`, address, isValidIpForLegacyField(address))
    if (ipMode === undefined) {
      if (address !== '') yield required(`${at}.ipMode`, 'must be specified when `ip` is set')
    } else if (address === '')
      yield forbiddenField(`${at}.ipMode`, 'may not be specified when `ip` is not set')
    else if (ipMode !== 'VIP' && ipMode !== 'Proxy')
      yield notSupported(`${at}.ipMode`, ipMode, ['Proxy', 'VIP'])
    if (text(hostname) !== '') yield* checkSubdomain(`${at}.hostname`, text(hostname))
  }
}

/** core `validateUpgradeDowngradeClusterIPs`: an address stays as long as there is one. */
function* checkClusterIpChange(spec: ServiceSpec, old: ServiceSpec): FieldErrors {
  if (isHeadless(spec) && isHeadless(old)) return
  const ips = list(spec.clusterIPs)
  const before = list(old.clusterIPs)
  if (before.length === ips.length) {
    for (const [index, ip] of before.entries()) {
      if (ip !== ips[index]) yield invalidValue(`spec.clusterIPs[${index}]`, ips, 'may not change once set')
    }
    return
  }
  if (ips.length === 0) yield invalidValue('spec.clusterIPs[0]', ips, 'primary clusterIP can not be unset')
  else if (before.length > 0 && ips[0] !== before[0]) {
    yield invalidValue('spec.clusterIPs[0]', ips, 'may not change once set')
  }
  if (before.length > ips.length && ips.length === 1 && spec.ipFamilyPolicy !== 'SingleStack') {
    const detail = "must be set to 'SingleStack' when releasing the secondary clusterIP"
    yield invalidValue('spec.ipFamilyPolicy', spec.ipFamilyPolicy ?? null, detail)
  }
}

/** core `validateUpgradeDowngradeIPFamilies`. */
function* checkFamilyChange(spec: ServiceSpec, old: ServiceSpec): FieldErrors {
  if (isHeadless(spec) || isHeadless(old)) return
  const families = list(spec.ipFamilies)
  const before = list(old.ipFamilies)
  if (before.length === families.length) {
    for (const [index, family] of before.entries()) {
      if (family !== families[index]) {
        yield invalidValue('spec.ipFamilies[0]', families, 'may not change once set')
      }
    }
  } else if (before.length > 0 && families.length > 0 && before[0] !== families[0]) {
    yield invalidValue('spec.ipFamilies[0]', list(spec.clusterIPs), 'may not change once set')
  }
}
