import { warningsForCidr, warningsForIp } from '../../meta/ip-addresses.ts'
import type { Service, ServiceSpec } from '../../schema/kubernetes-types.ts'
import { list, text } from '../zero-values.ts'
import { noClusterIp } from './cluster-ip-validation.ts'

/** `GetWarningsForService` of `pkg/api/service/warnings.go`. */
export function serviceWarnings(service: Service): readonly string[] {
  const spec: ServiceSpec = service.spec ?? {}
  const external = spec.type === 'ExternalName'
  const headless = spec.type === 'ClusterIP' && spec.clusterIP === noClusterIp
  const clusterIps = external || headless ? [] : list(spec.clusterIPs)
  return [
    ...(service.metadata?.annotations?.['service.kubernetes.io/topology-aware-hints'] === undefined
      ? []
      : [
          'annotation service.kubernetes.io/topology-aware-hints is deprecated, please use service.kubernetes.io/topology-mode instead',
        ]),
    ...clusterIps.flatMap((ip, index) => warningsForIp(`spec.clusterIPs[${index}]`, ip)),
    ...(headless ? headlessWarnings(spec) : []),
    ...list(spec.externalIPs).flatMap((ip, index) => warningsForIp(`spec.externalIPs[${index}]`, ip)),
    ...warningsForIp('spec.loadBalancerIP', text(spec.loadBalancerIP)),
    ...list(spec.loadBalancerSourceRanges).flatMap((range, index) =>
      warningsForCidr(`spec.loadBalancerSourceRanges[${index}]`, range),
    ),
    ...(external && list(spec.externalIPs).length > 0
      ? ['spec.externalIPs is ignored when spec.type is "ExternalName"']
      : []),
    ...(!external && text(spec.externalName) !== ''
      ? ['spec.externalName is ignored when spec.type is not "ExternalName"']
      : []),
    ...(spec.trafficDistribution === 'PreferClose'
      ? ['spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"']
      : []),
  ]
}

function headlessWarnings(spec: ServiceSpec): readonly string[] {
  const ignored = {
    'spec.loadBalancerIP': text(spec.loadBalancerIP) !== '',
    'spec.externalIPs': list(spec.externalIPs).length > 0,
    'spec.SessionAffinity': spec.sessionAffinity !== 'None',
  }
  return Object.entries(ignored).flatMap(([field, given]) =>
    given ? [`${field} is ignored for headless services`] : [],
  )
}
