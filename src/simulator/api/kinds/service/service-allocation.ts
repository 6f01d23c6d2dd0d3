import { invalidValue } from '../../meta/field-errors.ts'
import { ipAddresses, services } from '../../resource.ts'
import type { Service, ServiceSpec } from '../../schema/kubernetes-types.ts'
import { invalid, type FieldError } from '../../status-error.ts'
import type { KindRules, RuleContext } from '../kind-rules.ts'
import { compact, list, text } from '../zero-values.ts'
import { checkClusterIps, familyOf, isHeadless, noClusterIp } from './cluster-ip-validation.ts'
import { pickClusterIp, unusableClusterIp } from './cluster-ip-range.ts'

type Prepared = Parameters<NonNullable<KindRules<Service>['prepareForCreate']>>[0]

/**
 * Gives a Service its IP families and its cluster IP, as `registry/core/service/storage/alloc.go` does before validation, on a cluster
 * with IPv4 alone. Throws Invalid when the wanted address can not be had.
 */
export function allocateClusterIp(
  service: Prepared,
  previous: Service | null,
  context: RuleContext,
): Prepared {
  const spec: ServiceSpec = service.spec ?? {}
  if (spec.type === 'ExternalName') return service
  const withFamilies = chooseFamilies(service.metadata.name, spec, previous?.spec ?? null)
  const keeps = previous !== null && previous.spec?.type !== 'ExternalName'
  if (isHeadless(withFamilies) || keeps) return { ...service, spec: withFamilies }
  const wanted = list(withFamilies.clusterIPs)
  const [ip = pickClusterIp(taken(context), context)] = wanted
  if (wanted[0] !== undefined) {
    const why = unusableClusterIp(wanted[0], taken(context), context)
    if (why !== null) {
      throw refused(service.metadata.name, [
        invalidValue('spec.clusterIPs', wanted, `failed to allocate IP ${wanted[0]}: ${why}`),
      ])
    }
  }
  return { ...service, spec: { ...withFamilies, clusterIP: ip, clusterIPs: [ip] } }
}

/** `initIPFamilyFields`, where only IPv4 is configured. */
function chooseFamilies(name: string, spec: ServiceSpec, old: ServiceSpec | null): ServiceSpec {
  const selects = Object.keys(spec.selector ?? {}).length > 0
  const unmanaged = spec.clusterIP === noClusterIp && !selects
  const ipFamilyPolicy =
    spec.ipFamilyPolicy ?? old?.ipFamilyPolicy ?? (unmanaged ? 'RequireDualStack' : 'SingleStack')
  const chosen: ServiceSpec = { ...spec, ipFamilyPolicy }
  const errors = [...checkClusterIps(chosen)]
  if (errors.length > 0) throw refused(name, errors)
  const given = withAddressFamilies(name, chosen)
  if (unmanaged) return headlessFamilies(given)
  const unconfigured = [
    ...(ipFamilyPolicy === 'RequireDualStack'
      ? [
          invalidValue(
            'spec.ipFamilyPolicy',
            ipFamilyPolicy,
            'this cluster is not configured for dual-stack services',
          ),
        ]
      : []),
    ...list(given.ipFamilies).flatMap((family, index) =>
      family === 'IPv4'
        ? []
        : [invalidValue(`spec.ipFamilies[${index}]`, family, 'not configured on this cluster')],
    ),
  ]
  if (unconfigured.length > 0) throw refused(name, unconfigured)
  return list(given.ipFamilies).length === 0 ? { ...given, ipFamilies: ['IPv4'] } : given
}

/** Each address names its family; one that the cluster does not have is refused. */
function withAddressFamilies(name: string, spec: ServiceSpec): ServiceSpec {
  const field = 'spec.ipFamilyPolicy'
  const ips = list(spec.clusterIPs)
  const errors: FieldError[] = []
  if (spec.ipFamilyPolicy === 'SingleStack') {
    const must = "must be 'RequireDualStack' or 'PreferDualStack' when multiple"
    if (ips.length === 2) {
      errors.push(invalidValue(field, spec.ipFamilyPolicy, `${must} cluster IPs are specified`))
    }
    if (list(spec.ipFamilies).length === 2) {
      errors.push(invalidValue(field, spec.ipFamilyPolicy, `${must} IP families are specified`))
    }
  }
  const families = [...list(spec.ipFamilies)]
  for (const [index, ip] of ips.entries()) {
    if (ip === noClusterIp || index < families.length) continue
    const family = familyOf(ip)
    if (family === 'IPv4') families.push(family)
    else {
      const detail = `${family} is not configured on this cluster`
      errors.push(invalidValue(`spec.clusterIPs[${index}]`, ips, detail))
    }
  }
  if (errors.length > 0) throw refused(name, errors)
  return compact({ ...spec, ipFamilies: families.length === 0 ? undefined : families })
}

/** A headless Service without a selector may have endpoints of both families. */
function headlessFamilies(spec: ServiceSpec): ServiceSpec {
  const [first = 'IPv4', ...rest] = list(spec.ipFamilies)
  const other = first === 'IPv4' ? 'IPv6' : 'IPv4'
  const ipFamilies =
    rest.length > 0 || spec.ipFamilyPolicy === 'SingleStack' ? [first, ...rest] : [first, other]
  return { ...spec, ipFamilies }
}

/** Every cluster IP that a Service or an IPAddress has. */
function taken({ store }: RuleContext): ReadonlySet<string> {
  const ofServices = store
    .list(services, null)
    .flatMap((service) => list((service as Service).spec?.clusterIPs))
  return new Set([...ofServices, ...store.list(ipAddresses, null).map(({ metadata }) => text(metadata.name))])
}

function refused(name: string, errors: readonly FieldError[]): Error {
  return invalid(services, name, errors)
}
