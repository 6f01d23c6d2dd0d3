import type { Stored } from '../../api/object.ts'
import type {
  EndpointPort,
  EndpointAddress,
  EndpointSubset,
  Service,
} from '../../api/schema/kubernetes-types.ts'
import { canonicalJson } from '../machinery/canonical-json.ts'
import { isReady, type StoredPod } from '../machinery/pod-state.ts'
import { belongsInEndpoints, findPort, isHeadless, publishedHostname } from './pod-endpoints.ts'

interface Placed {
  readonly address: EndpointAddress
  readonly ready: boolean
  readonly ports: readonly EndpointPort[]
}

/** The subsets of a Service's Endpoints, addresses with the same ports together. Rule: pkg/controller/endpoint, `RepackSubsets`. */
export function subsetsOf(service: Stored<Service>, pods: readonly StoredPod[]): readonly EndpointSubset[] {
  const notReady = service.spec?.publishNotReadyAddresses === true
  const placed = pods
    .filter((pod) => belongsInEndpoints(pod, notReady))
    .flatMap((pod) => placedAddress(service, pod, notReady))
  const groups = Map.groupBy(placed, ({ ports }) => canonicalJson(ports))
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const addresses = addressesOf(group, true)
    const waiting = addressesOf(group, false)
    return [
      {
        ...(addresses.length > 0 && { addresses }),
        ...(waiting.length > 0 && { notReadyAddresses: waiting }),
        ...(first.ports.length > 0 && { ports: first.ports }),
      },
    ]
  })
}

function placedAddress(service: Stored<Service>, pod: StoredPod, notReady: boolean): readonly Placed[] {
  const { ports = [] } = service.spec ?? {}
  const found = ports.flatMap((servicePort) => {
    const port = findPort(pod, servicePort)
    if (port === null) return []
    const { name = '', protocol, appProtocol } = servicePort
    return [
      { ...(name !== '' && { name }), port, protocol, ...(appProtocol !== undefined && { appProtocol }) },
    ]
  })
  if (found.length === 0 && !(ports.length === 0 && isHeadless(service))) return []
  const { namespace, name, uid } = pod.metadata
  const hostname = publishedHostname(pod, service)
  const address: EndpointAddress = {
    ip: addressIn(service, pod),
    ...(hostname !== undefined && { hostname }),
    ...((pod.spec?.nodeName ?? '') !== '' && { nodeName: pod.spec?.nodeName }),
    targetRef: { kind: 'Pod', namespace, name, uid },
  }
  return address.ip === '' ? [] : [{ address, ready: notReady || isReady(pod), ports: found }]
}

/** The Pod's address of the Service's first family. */
function addressIn({ spec }: Stored<Service>, { status }: StoredPod): string {
  const ips = status?.podIPs?.map(({ ip }) => ip) ?? [status?.podIP ?? '']
  const v6 = spec?.ipFamilies?.[0] === 'IPv6'
  return ips.find((ip) => ip.includes(':') === v6) ?? ''
}

function addressesOf(group: readonly Placed[], wanted: boolean): readonly EndpointAddress[] {
  return group
    .filter(({ ready }) => ready === wanted)
    .map(({ address }) => address)
    .sort((a, b) => (a.ip < b.ip ? -1 : 1))
}
