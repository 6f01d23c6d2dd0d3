import { duplicateValue, invalidFor, invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import { isValidIpForLegacyField } from '../../meta/ip-addresses.ts'
import type { ServiceSpec } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'

/** The clusterIP that a headless Service has. */
export const noClusterIp = 'None'

const families = ['IPv4', 'IPv6']

/** core `isHeadlessService`. */
export function isHeadless({ clusterIPs = [] }: ServiceSpec): boolean {
  return clusterIPs.length === 1 && clusterIPs[0] === noClusterIp
}

/** The family of an address that is known to be one. */
export function familyOf(ip: string): 'IPv4' | 'IPv6' {
  return ip.includes(':') ? 'IPv6' : 'IPv4'
}

/** core `ValidateServiceClusterIPsRelatedFields`. */
export function* checkClusterIps(spec: ServiceSpec): FieldErrors {
  if (spec.type === 'ExternalName') return
  const field = 'spec.clusterIPs'
  const ips = list(spec.clusterIPs)
  yield* checkSynced(spec)
  yield* checkFamilies(spec)
  const errors = ips.flatMap((ip, index) => {
    if (index === 0 && ip === noClusterIp) {
      return ips.length > 1 ? [invalidValue(field, ips, "'None' must be the first and only value")] : []
    }
    return invalidFor(`${field}[${index}]`, ip, isValidIpForLegacyField(ip))
  })
  yield* errors
  if (ips.length > 2) yield invalidValue(field, ips, 'may only hold up to 2 values')
  if (errors.length > 0) return
  if (ips.length > 1 && new Set(ips.map(familyOf)).size < 2) {
    yield invalidValue(field, ips, 'may specify no more than one IP for each IP family')
  }
  if (isHeadless(spec)) return
  for (const [index, family] of list(spec.ipFamilies).entries()) {
    const ip = ips[index]
    if (ip === undefined || !families.includes(family) || familyOf(ip) === family) continue
    const detail = `expected an ${family} value as indicated by \`ipFamilies[${index}]\``
    yield invalidValue(`${field}[${index}]`, ip, detail)
  }
}

/** `clusterIP` is the first of `clusterIPs`. */
function* checkSynced({ clusterIP, clusterIPs }: ServiceSpec): FieldErrors {
  const field = 'spec.clusterIPs'
  const ips = list(clusterIPs)
  if (text(clusterIP) === '') {
    if (ips.length > 0) yield invalidValue(field, ips, 'must be empty when `clusterIP` is not specified')
  } else if (ips.length === 0) yield required(field)
  else if (ips[0] !== clusterIP) yield invalidValue(field, ips, 'first value must match `clusterIP`')
}

const policies = ['PreferDualStack', 'RequireDualStack', 'SingleStack']

function* checkFamilies({ ipFamilies, ipFamilyPolicy }: ServiceSpec): FieldErrors {
  const seen = new Set<string>()
  for (const [index, family] of list(ipFamilies).entries()) {
    const field = `spec.ipFamilies[${index}]`
    if (!families.includes(family)) yield notSupported(field, family, families)
    if (seen.has(family)) yield duplicateValue(field, family)
    seen.add(family)
  }
  if (ipFamilyPolicy !== undefined && !policies.includes(ipFamilyPolicy)) {
    yield notSupported('spec.ipFamilyPolicy', ipFamilyPolicy, policies)
  }
}
