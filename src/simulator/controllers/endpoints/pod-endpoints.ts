import type { Stored } from '../../api/object.ts'
import type {
  ContainerPort,
  Endpoint,
  DiscoveryEndpointPort,
  Node,
  Service,
  ServicePort,
} from '../../api/schema/kubernetes-types.ts'
import { isDone, isReady, type StoredPod } from '../machinery/pod-state.ts'

/** Has an address and is not done (`ShouldPodBeInEndpoints`); on its way out only when `terminating` is wanted. */
export function belongsInEndpoints(pod: StoredPod, terminating: boolean): boolean {
  const addressed = (pod.status?.podIP ?? '') !== '' || (pod.status?.podIPs ?? []).length > 0
  return !isDone(pod) && addressed && (terminating || pod.metadata.deletionTimestamp === undefined)
}

/** The Pods that a Service selects; none without a selector. */
export function hasSelector({ spec }: Stored<Service>): boolean {
  return spec?.selector !== undefined && spec.type !== 'ExternalName'
}

export function isHeadless({ spec }: Stored<Service>): boolean {
  return (spec?.clusterIP ?? '') === '' || spec?.clusterIP === 'None'
}

/** The Pod's name in DNS (`ShouldSetHostname`). */
export function publishedHostname(pod: StoredPod, service: Stored<Service>): string | undefined {
  const { hostname = '', subdomain } = pod.spec ?? {}
  return hostname !== '' && subdomain === service.metadata.name ? hostname : undefined
}

/** Rule: k8s.io/endpointslice `podToEndpoint`. */
export function endpointOf(
  pod: StoredPod,
  node: Stored<Node> | null,
  service: Stored<Service>,
  addressType: string,
): Endpoint {
  const serving = isReady(pod)
  const terminating = pod.metadata.deletionTimestamp !== undefined
  const ready = service.spec?.publishNotReadyAddresses === true || (serving && !terminating)
  const { namespace, name, uid } = pod.metadata
  const zone = node?.metadata.labels?.['topology.kubernetes.io/zone'] ?? ''
  const nodeName = pod.spec?.nodeName ?? ''
  const hostname = publishedHostname(pod, service)
  return {
    addresses: addressesOf(pod, addressType),
    conditions: { ready, serving, terminating },
    ...(hostname !== undefined && { hostname }),
    targetRef: { kind: 'Pod', namespace, name, uid },
    ...(nodeName !== '' && { nodeName }),
    ...(zone !== '' && { zone }),
    ...hintsOf(service, ready, zone, nodeName),
  }
}

/** Ports that the Pod has no container port for are left out. Rule: `getEndpointPorts`. */
export function endpointPorts(service: Stored<Service>, pod: StoredPod): readonly DiscoveryEndpointPort[] {
  return (service.spec?.ports ?? []).flatMap((servicePort) => {
    const port = findPort(pod, servicePort)
    if (port === null) return []
    const { name = '', protocol, appProtocol } = servicePort
    return [{ name, port, protocol, ...(appProtocol !== undefined && { appProtocol }) }]
  })
}

/** The number of a Service port's target in a Pod; null when no container has a port of that name. Rule: `FindPort`. */
export function findPort(pod: StoredPod, { port, targetPort, protocol }: ServicePort): number | null {
  const target = targetPort ?? port
  if (typeof target === 'number') return target
  const sidecars = (pod.spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always')
  const ports = [...(pod.spec?.containers ?? []), ...sidecars].flatMap<ContainerPort>(
    ({ ports: own }) => own ?? [],
  )
  const named = ports.find((one) => one.name === target && (one.protocol ?? 'TCP') === (protocol ?? 'TCP'))
  return named?.containerPort ?? null
}

function addressesOf({ status }: StoredPod, addressType: string): readonly string[] {
  const ips = status?.podIPs?.map(({ ip }) => ip) ?? (status?.podIP === undefined ? [] : [status.podIP])
  return ips.filter((ip) => (addressType === 'IPv6') === ip.includes(':'))
}

/** Rule: k8s.io/endpointslice/trafficdist. */
function hintsOf(
  { spec }: Stored<Service>,
  ready: boolean,
  zone: string,
  nodeName: string,
): Pick<Endpoint, 'hints'> {
  const wanted = spec?.trafficDistribution ?? ''
  if (!ready || !['PreferClose', 'PreferSameZone', 'PreferSameNode'].includes(wanted)) return {}
  const forNodes = wanted === 'PreferSameNode' && nodeName !== '' ? { forNodes: [{ name: nodeName }] } : {}
  const forZones = zone === '' ? {} : { forZones: [{ name: zone }] }
  const hints = { ...forZones, ...forNodes }
  return Object.keys(hints).length === 0 ? {} : { hints }
}
