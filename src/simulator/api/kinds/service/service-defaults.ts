import type { Service, ServiceSpec } from '../../schema/kubernetes-types.ts'
import { compact, mappedEach, number } from '../zero-values.ts'

/** Three hours: `DefaultClientIPServiceAffinitySeconds`. */
const affinitySeconds = 10800

/** core/v1 `SetDefaults_Service`. */
export function defaultService(service: Service): Service {
  const spec: ServiceSpec = service.spec ?? {}
  const type = spec.type || 'ClusterIP'
  const sessionAffinity = spec.sessionAffinity || 'None'
  const external = isExternallyAccessible({ ...spec, type })
  return {
    ...service,
    spec: compact({
      ...spec,
      type,
      sessionAffinity,
      sessionAffinityConfig: affinityConfig(sessionAffinity, spec),
      ports: mappedEach(spec.ports, (port) => ({
        ...port,
        protocol: port.protocol || 'TCP',
        targetPort: port.targetPort || number(port.port),
      })),
      externalTrafficPolicy: spec.externalTrafficPolicy || (external ? 'Cluster' : undefined),
      internalTrafficPolicy: spec.internalTrafficPolicy ?? (type === 'ExternalName' ? undefined : 'Cluster'),
      allocateLoadBalancerNodePorts:
        spec.allocateLoadBalancerNodePorts ?? (type === 'LoadBalancer' ? true : undefined),
    }),
    status: service.status ?? { loadBalancer: {} },
  }
}

/** `service.ExternallyAccessible` of `pkg/api/v1/service`. */
export function isExternallyAccessible({ type, externalIPs = [] }: ServiceSpec): boolean {
  return type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && externalIPs.length > 0)
}

/** `service.NeedsHealthCheck` of `pkg/api/service`. */
export function needsHealthCheck({ type, externalTrafficPolicy }: ServiceSpec): boolean {
  return type === 'LoadBalancer' && externalTrafficPolicy === 'Local'
}

function affinityConfig(affinity: string, spec: ServiceSpec): ServiceSpec['sessionAffinityConfig'] {
  if (affinity === 'None') return undefined
  const config = spec.sessionAffinityConfig
  if (affinity !== 'ClientIP' || config?.clientIP?.timeoutSeconds !== undefined) return config
  return { clientIP: { timeoutSeconds: affinitySeconds } }
}
