import { semanticEqual } from '../../api/meta/semantic-equality.ts'
import type { Stored } from '../../api/object.ts'
import { endpoints, services } from '../../api/resource.ts'
import type { Service } from '../../api/schema/kubernetes-types.ts'
import { keyOfObject, splitKey } from '../machinery/informer.ts'
import { clientOf, queueOf, stopAll, type Manager } from '../machinery/manager.ts'
import { isNamespaceTerminating } from '../machinery/pod-control.ts'
import { without } from '../machinery/records.ts'
import { hasSelector, isHeadless } from './pod-endpoints.ts'
import { queueServices, selectedPods } from './service-pods.ts'
import { withTriggerTime } from './slice-writer.ts'
import { subsetsOf } from './subsets.ts'
import { TriggerTimes } from './trigger-time.ts'

/** Keeps the Endpoints of Services that have a selector. Rule: pkg/controller/endpoint. */
export function startEndpointsController(manager: Manager): () => void {
  const client = clientOf(manager, 'endpoint-controller')
  const known = manager.informers.of(services)
  const written = manager.informers.of(endpoints)
  const times = new TriggerTimes()
  const queue = queueOf(manager, (key) => {
    const service = known.byKey(key)
    if (service === null) {
      times.forget(key)
      const { namespace, name } = splitKey(key)
      client.delete(endpoints, namespace, name)
    } else if (hasSelector(service)) sync(key, service)
  })

  function sync(key: string, service: Stored<Service>): void {
    const selected = selectedPods(manager, service)
    const triggerTime = times.of(key, service, selected)
    const subsets = subsetsOf(service, selected)
    const { namespace = '', name } = service.metadata
    const current = client.get(endpoints, namespace, name)
    const labels = labelsOf(service)
    const same = semanticEqual(current?.subsets, subsets) && semanticEqual(current?.metadata.labels, labels)
    if (current !== null && same) return
    const annotations = withTriggerTime(current?.metadata.annotations, triggerTime)
    try {
      if (current === null)
        client.create(endpoints, { metadata: { name, namespace, labels, annotations }, subsets })
      else
        client.update(endpoints, {
          ...current,
          metadata: { ...current.metadata, labels, annotations },
          subsets,
        })
    } catch (error) {
      if (!isNamespaceTerminating(error)) throw error
    }
  }

  return stopAll(
    queueServices(manager, queue),
    written.onChange(({ type, object }) => {
      if (type !== 'ADDED') queue.add(keyOfObject(object))
    }),
    () => queue.stop(),
  )
}

function labelsOf(service: Stored<Service>): Readonly<Record<string, string>> {
  return {
    ...without(service.metadata.labels, 'service.kubernetes.io/headless'),
    'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
    ...(isHeadless(service) && { 'service.kubernetes.io/headless': '' }),
  }
}
