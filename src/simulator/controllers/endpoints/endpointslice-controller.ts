import type { Stored } from '../../api/object.ts'
import { endpointSlices, nodes, services } from '../../api/resource.ts'
import type { Service } from '../../api/schema/kubernetes-types.ts'
import { clientOf, queueOf, stopAll, type Manager } from '../machinery/manager.ts'
import { controllerReference } from '../machinery/owners.ts'
import { isNamespaceTerminating } from '../machinery/pod-control.ts'
import { without } from '../machinery/records.ts'
import { belongsInEndpoints, endpointOf, endpointPorts, hasSelector, isHeadless } from './pod-endpoints.ts'
import { queueServices, selectedPods } from './service-pods.ts'
import { groupKey, type EndpointGroup } from './slice-plan.ts'
import { writeSlices } from './slice-writer.ts'
import { TriggerTimes } from './trigger-time.ts'

export const sliceManager = 'endpointslice-controller.endpointslice.k8s.io'
export const serviceNameLabel = 'kubernetes.io/service-name'
export const managedByLabel = 'endpointslice.kubernetes.io/managed-by'
const headlessLabel = 'service.kubernetes.io/headless'

const maxPerSlice = 100

/** Keeps the EndpointSlices of Services that have a selector. Rule: pkg/controller/endpointslice, k8s.io/endpointslice. */
export function startEndpointSliceController(manager: Manager): () => void {
  const client = clientOf(manager, 'endpointslice-controller')
  const known = manager.informers.of(services)
  const slices = manager.informers.of(endpointSlices)
  const allNodes = manager.informers.of(nodes)
  const times = new TriggerTimes()
  const queue = queueOf(manager, (key) => {
    const service = known.byKey(key)
    if (service === null) times.forget(key)
    else if (hasSelector(service)) sync(key, service)
  })

  function sync(key: string, service: Stored<Service>): void {
    if (service.metadata.deletionTimestamp !== undefined) return
    const selected = selectedPods(manager, service)
    const triggerTime = times.of(key, service, selected)
    const addressTypes = addressTypesOf(service)
    const groups = new Map<string, EndpointGroup & { endpoints: ReturnType<typeof endpointOf>[] }>()
    for (const pod of selected) {
      if (!belongsInEndpoints(pod, true)) continue
      const node = allNodes.get('', pod.spec?.nodeName ?? '')
      if (node === null && service.spec?.publishNotReadyAddresses !== true) continue
      const ports = endpointPorts(service, pod)
      for (const addressType of addressTypes) {
        const endpoint = endpointOf(pod, node, service, addressType)
        if (endpoint.addresses.length === 0) continue
        const group = groupKey(addressType, ports)
        const found = groups.get(group) ?? { addressType, ports, endpoints: [] }
        found.endpoints.push(endpoint)
        groups.set(group, found)
      }
    }
    const { namespace = '', name } = service.metadata
    try {
      writeSlices(client, slicesOf(service), [...groups.values()], {
        metadata: {
          generateName: `${name}-`,
          namespace,
          labels: labelsOf(service),
          ownerReferences: [controllerReference(service)],
        },
        triggerTime,
        maxPerSlice,
        placeholder: true,
        addressTypes,
      })
    } catch (error) {
      if (!isNamespaceTerminating(error)) throw error
    }
  }

  function slicesOf({ metadata }: Stored<Service>) {
    return slices
      .list(metadata.namespace ?? '')
      .filter(({ metadata: { labels } }) => labels?.[serviceNameLabel] === metadata.name)
      .filter(({ metadata: { labels } }) => labels?.[managedByLabel] === sliceManager)
      .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
  }

  return stopAll(
    queueServices(manager, queue),
    // What others do to its slices is undone.
    slices.onChange(({ object }) => {
      const { namespace = '', labels } = object.metadata
      const service = labels?.[serviceNameLabel]
      if (service !== undefined && labels?.[managedByLabel] === sliceManager)
        queue.add(`${namespace}/${service}`)
    }),
    allNodes.onChange(({ type, object, previous }) => {
      const zone = 'topology.kubernetes.io/zone'
      const same = object.metadata.labels?.[zone] === previous?.metadata.labels?.[zone]
      if (type === 'MODIFIED' && same) return
      for (const service of known.list(null)) {
        const { namespace = '', name } = service.metadata
        if (hasSelector(service)) queue.add(`${namespace}/${name}`)
      }
    }),
    () => queue.stop(),
  )
}

function labelsOf(service: Stored<Service>): Readonly<Record<string, string>> {
  return {
    ...without(service.metadata.labels, headlessLabel),
    [managedByLabel]: sliceManager,
    [serviceNameLabel]: service.metadata.name,
    ...(isHeadless(service) && { [headlessLabel]: '' }),
  }
}

function addressTypesOf({ spec }: Stored<Service>): readonly string[] {
  const families = spec?.ipFamilies ?? []
  return families.length === 0 ? ['IPv4'] : families.map((family) => (family === 'IPv6' ? 'IPv6' : 'IPv4'))
}
