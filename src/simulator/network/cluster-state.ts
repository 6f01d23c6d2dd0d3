import type { Client } from '../api/client.ts'
import type { ApiObject, Stored } from '../api/object.ts'
import { endpointSlices, networkPolicies, nodes, pods, services, type Resource } from '../api/resource.ts'
import type { EndpointSlice, Node, Pod } from '../api/schema/kubernetes-types.ts'
import type { NetworkState, NodePlace, PodPlace } from './network-state.ts'

/** The {@link NetworkState} that follows the watches of a client; `stop` ends them. */
export function followCluster(client: Client): NetworkState & { stop: () => void } {
  const stops: (() => void)[] = []
  const nodeKept = follow(client, nodes, stops, nodePlace)
  const podKept = follow(client, pods, stops, podPlace)
  const serviceKept = follow(client, services, stops, (service) => service)
  const sliceKept = follow(client, endpointSlices, stops, (slice) => slice)
  const policyKept = follow(client, networkPolicies, stops, (policy) => policy)
  const podAddresses = podKept.index((pod) => (pod.hostNetwork ? null : pod.address))
  const slicesByService = sliceKept.index(serviceKeyOf)
  return {
    get nodes() {
      return nodeKept.all()
    },
    node: (name) => nodeKept.get(`/${name}`),
    pod: (namespace, name) => podKept.get(`${namespace}/${name}`),
    podAt: (address) => podAddresses(address)[0] ?? null,
    get pods() {
      return podKept.all()
    },
    get services() {
      return serviceKept.all()
    },
    slicesOf: (namespace, service) => slicesByService(`${namespace}/${service}`),
    get policies() {
      return policyKept.all()
    },
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}

interface Kept<P> {
  get(key: string): P | null
  all(): readonly P[]
  /** Look-up by another key, made anew after a change. */
  index(keyOf: (place: P) => string | null): (key: string) => readonly P[]
}

function follow<T extends ApiObject, P>(
  client: Client,
  resource: Resource<T>,
  stops: (() => void)[],
  placeOf: (object: Stored<T>) => P | null,
): Kept<P> {
  const byKey = new Map<string, P>()
  let changes = 0
  let list: readonly P[] | null = null
  stops.push(
    client.watch(resource, ({ type, object }) => {
      const key = `${object.metadata.namespace ?? ''}/${object.metadata.name}`
      const place = type === 'DELETED' ? null : placeOf(object)
      if (place === null) byKey.delete(key)
      else byKey.set(key, place)
      changes += 1
      list = null
    }),
  )
  return {
    get: (key) => byKey.get(key) ?? null,
    all: () => (list ??= [...byKey.values()]),
    index: (keyOf) => {
      let made = -1
      let table = new Map<string, P[]>()
      return (key) => {
        if (made !== changes) {
          table = Map.groupBy(
            [...byKey.values()].filter((place) => keyOf(place) !== null),
            (place) => keyOf(place) ?? '',
          )
          made = changes
        }
        return table.get(key) ?? []
      }
    },
  }
}

function nodePlace(node: Stored<Node>): NodePlace | null {
  const address = node.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address
  if (address === undefined) return null
  return { name: node.metadata.name, address, podCidr: node.spec?.podCIDR ?? null }
}

/** Null for Pods without an address, and for those that ended: their network namespace is gone. */
function podPlace(pod: Stored<Pod>): PodPlace | null {
  const address = pod.status?.podIP
  const node = pod.spec?.nodeName
  const phase = pod.status?.phase
  if (address === undefined || node === undefined || phase === 'Succeeded' || phase === 'Failed') return null
  return {
    namespace: pod.metadata.namespace ?? '',
    name: pod.metadata.name,
    node,
    address,
    hostNetwork: pod.spec?.hostNetwork ?? false,
    labels: pod.metadata.labels ?? {},
    hostPorts: (pod.spec?.containers ?? []).flatMap(({ ports = [] }) =>
      ports.flatMap(({ hostPort, protocol = 'TCP' }) =>
        hostPort === undefined || hostPort === 0 ? [] : [`${String(hostPort)}/${protocol}`],
      ),
    ),
  }
}

function serviceKeyOf(slice: EndpointSlice): string | null {
  const service = slice.metadata?.labels?.['kubernetes.io/service-name']
  return service === undefined ? null : `${slice.metadata?.namespace ?? ''}/${service}`
}
