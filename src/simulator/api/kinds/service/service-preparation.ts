import { semanticEqual } from '../../meta/semantic-equality.ts'
import type { Stored } from '../../object.ts'
import type { Service, ServiceSpec } from '../../schema/kubernetes-types.ts'
import type { RuleContext } from '../kind-rules.ts'
import { compact, list, number, text } from '../zero-values.ts'
import { allocateNodePorts } from './node-port-allocation.ts'
import { allocateClusterIp } from './service-allocation.ts'
import { isExternallyAccessible, needsHealthCheck } from './service-defaults.ts'

/** `registry/core/service/storage` `beginCreate`: addresses and ports come before validation. Throws Invalid. */
export function prepareService(service: Stored<Service>, context: RuleContext): Stored<Service> {
  const spec: ServiceSpec = service.spec ?? {}
  const { clusterIP, clusterIPs } = spec
  const clean = { ...service, status: { loadBalancer: {} } }
  const synced =
    text(clusterIP) !== '' && list(clusterIPs).length === 0
      ? { ...clean, spec: { ...spec, clusterIPs: [text(clusterIP)] } }
      : clean
  return allocateNodePorts(allocateClusterIp(synced, null, context), null, context)
}

/** `beginUpdate`, then `strategy.go` `PrepareForUpdate`: what was allocated stays as long as it is of use. Throws Invalid. */
export function prepareServiceUpdate(
  next: Stored<Service>,
  previous: Stored<Service>,
  context: RuleContext,
): Stored<Service> {
  const old: ServiceSpec = previous.spec ?? {}
  const patched = { ...next, spec: syncedClusterIps(withAllocated(next.spec ?? {}, old), old) }
  const allocated = allocateNodePorts(allocateClusterIp(patched, previous, context), previous, context)
  const spec = withoutUnneeded(allocated.spec ?? {}, old)
  return spec.type === 'LoadBalancer'
    ? { ...allocated, spec }
    : { ...allocated, spec, status: { ...allocated.status, loadBalancer: {} } }
}

/** `patchAllocatedValues`: a manifest without them can be applied again. */
function withAllocated(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  const keepsIp = needsClusterIp(spec) && needsClusterIp(old)
  return compact({
    ...spec,
    clusterIP: keepsIp ? spec.clusterIP || old.clusterIP : spec.clusterIP,
    clusterIPs: keepsIp && list(spec.clusterIPs).length === 0 ? old.clusterIPs : spec.clusterIPs,
    ports: needsNodePort(spec) && needsNodePort(old) ? withNodePorts(spec, old) : spec.ports,
    healthCheckNodePort:
      needsHealthCheck(spec) && needsHealthCheck(old)
        ? spec.healthCheckNodePort || old.healthCheckNodePort
        : spec.healthCheckNodePort,
  })
}

function withNodePorts(spec: ServiceSpec, old: ServiceSpec): ServiceSpec['ports'] {
  const ports = list(spec.ports)
  const used = new Set(ports.map(({ nodePort }) => number(nodePort)))
  const byName = new Map(list(old.ports).map(({ name, nodePort }) => [text(name), number(nodePort)]))
  return ports.map((port) => {
    const known = byName.get(text(port.name)) ?? 0
    return number(port.nodePort) !== 0 || known === 0 || used.has(known) ? port : { ...port, nodePort: known }
  })
}

/** `normalizeClusterIPs`: who changes one of clusterIP and clusterIPs means both. */
function syncedClusterIps(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  if (text(spec.clusterIP) === text(old.clusterIP)) return spec
  if (!semanticEqual(spec.clusterIPs, old.clusterIPs)) return spec
  const cleared = text(old.clusterIP) !== '' && text(spec.clusterIP) === ''
  return compact({
    ...spec,
    clusterIPs: cleared ? undefined : [text(spec.clusterIP)],
  })
}

/** `dropTypeDependentFields`: what only the old type had goes, unless the client changed it. */
function withoutUnneeded(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  const loses = (needs: (spec: ServiceSpec) => boolean): boolean => needs(old) && !needs(spec)
  const same = (field: keyof ServiceSpec): boolean => semanticEqual(spec[field], old[field])
  const ip = loses(needsClusterIp)
  const sameIps = same('clusterIP') && same('clusterIPs')
  const balanced = loses(({ type }) => type === 'LoadBalancer')
  const oldPorts = list(old.ports).map(({ nodePort }) => number(nodePort))
  const samePorts = list(spec.ports).every(
    ({ nodePort }) => number(nodePort) === 0 || oldPorts.includes(number(nodePort)),
  )
  return compact({
    ...spec,
    ...(ip && sameIps && { clusterIP: undefined, clusterIPs: undefined }),
    ...(ip && same('ipFamilies') && { ipFamilies: undefined }),
    ...(ip && same('ipFamilyPolicy') && { ipFamilyPolicy: undefined }),
    ...(loses(needsNodePort) &&
      samePorts && { ports: list(spec.ports).map((port) => compact({ ...port, nodePort: undefined })) }),
    ...(loses(needsHealthCheck) && same('healthCheckNodePort') && { healthCheckNodePort: undefined }),
    ...(balanced && same('allocateLoadBalancerNodePorts') && { allocateLoadBalancerNodePorts: undefined }),
    ...(balanced && same('loadBalancerClass') && { loadBalancerClass: undefined }),
    ...(loses(isExternallyAccessible) &&
      same('externalTrafficPolicy') && { externalTrafficPolicy: undefined }),
  })
}

function needsClusterIp({ type }: ServiceSpec): boolean {
  return type !== 'ExternalName'
}

function needsNodePort({ type, allocateLoadBalancerNodePorts }: ServiceSpec): boolean {
  return type === 'NodePort' || (type === 'LoadBalancer' && allocateLoadBalancerNodePorts !== false)
}
