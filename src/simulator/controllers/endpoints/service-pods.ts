import type { Stored } from '../../api/object.ts'
import { pods, services } from '../../api/resource.ts'
import type { Service } from '../../api/schema/kubernetes-types.ts'
import { keyOfObject } from '../machinery/informer.ts'
import { selectsAll } from '../machinery/label-selector.ts'
import type { Manager } from '../machinery/manager.ts'
import type { StoredPod } from '../machinery/pod-state.ts'
import type { WorkQueue } from '../machinery/work-queue.ts'
import { hasSelector } from './pod-endpoints.ts'

/** The Pods that a Service selects, in the order of their names. */
export function selectedPods(
  { informers }: Manager,
  { metadata, spec }: Stored<Service>,
): readonly StoredPod[] {
  const selector = spec?.selector ?? {}
  return informers
    .of(pods)
    .list(metadata.namespace ?? '')
    .filter((pod) => selectsAll(selector, pod.metadata.labels))
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
}

/** Queues a Service when it changes, and when a Pod that it selects, or selected, does. The answer ends it. */
export function queueServices({ informers }: Manager, queue: WorkQueue): () => void {
  const known = informers.of(services)
  const ends = [
    known.onChange(({ object }) => queue.add(keyOfObject(object))),
    informers.of(pods).onChange(({ object, previous }) => {
      for (const service of known.list(object.metadata.namespace ?? '')) {
        if (!hasSelector(service)) continue
        const selector = service.spec?.selector ?? {}
        const concerned = [object, ...(previous === null ? [] : [previous])]
        if (concerned.some(({ metadata }) => selectsAll(selector, metadata.labels)))
          queue.add(keyOfObject(service))
      }
    }),
  ]
  return () => {
    for (const end of ends) end()
  }
}
