import type { Stored } from '../../api/object.ts'
import { endpoints, endpointSlices, services } from '../../api/resource.ts'
import type {
  Endpoint,
  EndpointAddress,
  EndpointSubset,
  Endpoints,
} from '../../api/schema/kubernetes-types.ts'
import { keyOfObject, splitKey } from '../machinery/informer.ts'
import { clientOf, queueOf, stopAll, type Manager } from '../machinery/manager.ts'
import { controllerReference } from '../machinery/owners.ts'
import { isNamespaceTerminating } from '../machinery/pod-control.ts'
import { managedByLabel, serviceNameLabel } from './endpointslice-controller.ts'
import { groupKey, type EndpointGroup } from './slice-plan.ts'
import { triggerTimeAnnotation, writeSlices } from './slice-writer.ts'

const mirrorManager = 'endpointslicemirroring-controller.k8s.io'
const skipLabel = 'endpointslice.kubernetes.io/skip-mirror'
const leaderAnnotation = 'control-plane.alpha.kubernetes.io/leader'
const notCopied = new Set([triggerTimeAnnotation, 'kubectl.kubernetes.io/last-applied-configuration'])
const maxPerSubset = 1000

/** Copies Endpoints that a person wrote, for a Service without selector, into EndpointSlices. Rule: pkg/controller/endpointslicemirroring. */
export function startEndpointSliceMirroringController(manager: Manager): () => void {
  const client = clientOf(manager, 'endpointslicemirroring-controller')
  const known = manager.informers.of(services)
  const written = manager.informers.of(endpoints)
  const slices = manager.informers.of(endpointSlices)
  const queue = queueOf(manager, (key) => {
    const { namespace, name } = splitKey(key)
    const existing = slices
      .list(namespace)
      .filter(({ metadata: { labels } }) => labels?.[serviceNameLabel] === name)
      .filter(({ metadata: { labels } }) => labels?.[managedByLabel] === mirrorManager)
    const source = written.byKey(key)
    const service = known.byKey(key)
    const mirrored =
      source !== null && isMirrored(source) && service !== null && service.spec?.selector === undefined
    if (!mirrored) {
      for (const slice of existing) client.delete(endpointSlices, namespace, slice.metadata.name)
      return
    }
    try {
      writeSlices(client, existing, groupsOf(source.subsets ?? []), {
        metadata: metadataOf(source),
        triggerTime: undefined,
        maxPerSlice: maxPerSubset,
        placeholder: false,
        addressTypes: ['IPv4', 'IPv6'],
      })
    } catch (error) {
      if (!isNamespaceTerminating(error)) throw error
    }
  })
  return stopAll(
    known.onChange(({ object }) => queue.add(keyOfObject(object))),
    written.onChange(({ object }) => queue.add(keyOfObject(object))),
    slices.onChange(({ object }) => {
      const { namespace = '', labels } = object.metadata
      const service = labels?.[serviceNameLabel]
      if (service !== undefined && labels?.[managedByLabel] === mirrorManager)
        queue.add(`${namespace}/${service}`)
    }),
    () => queue.stop(),
  )
}

function isMirrored({ metadata }: Stored<Endpoints>): boolean {
  return metadata.labels?.[skipLabel] !== 'true' && metadata.annotations?.[leaderAnnotation] === undefined
}

function metadataOf(source: Stored<Endpoints>) {
  const { namespace = '', name, labels, annotations } = source.metadata
  const copied = Object.entries(annotations ?? {}).filter(([key]) => !notCopied.has(key))
  return {
    generateName: `${name}-`,
    namespace,
    labels: { ...labels, [serviceNameLabel]: name, [managedByLabel]: mirrorManager },
    ...(copied.length > 0 && { annotations: Object.fromEntries(copied) }),
    ownerReferences: [controllerReference(source)],
  }
}

function groupsOf(subsets: readonly EndpointSubset[]): readonly EndpointGroup[] {
  const groups = new Map<string, EndpointGroup & { endpoints: Endpoint[] }>()
  for (const { addresses = [], notReadyAddresses = [], ports: own = [] } of subsets) {
    const ports = own.map((port) => ({ ...port, name: port.name ?? '' }))
    const all = [
      ...addresses.map((address) => endpointOf(address, true)),
      ...notReadyAddresses.map((address) => endpointOf(address, false)),
    ]
    for (const endpoint of all) {
      const addressType = endpoint.addresses[0]?.includes(':') === true ? 'IPv6' : 'IPv4'
      const key = groupKey(addressType, ports)
      const group = groups.get(key) ?? { addressType, ports, endpoints: [] }
      group.endpoints.push(endpoint)
      groups.set(key, group)
    }
  }
  return [...groups.values()]
}

function endpointOf({ ip, hostname, nodeName, targetRef }: EndpointAddress, ready: boolean): Endpoint {
  return {
    addresses: [ip],
    conditions: { ready },
    ...(hostname !== undefined && hostname !== '' && { hostname }),
    ...(nodeName !== undefined && { nodeName }),
    ...(targetRef !== undefined && { targetRef }),
  }
}
