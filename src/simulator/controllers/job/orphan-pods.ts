import type { Client } from '../../api/client.ts'
import type { Stored } from '../../api/object.ts'
import { jobs, pods } from '../../api/resource.ts'
import type { Job } from '../../api/schema/kubernetes-types.ts'
import { keyOfObject, type Informer } from '../machinery/informer.ts'
import { queueOf, stopAll, type Manager } from '../machinery/manager.ts'
import { byController, controllerOf } from '../machinery/owners.ts'
import type { StoredPod } from '../machinery/pod-state.ts'
import { isTracked } from './job-counting.ts'
import { trackingFinalizer } from './job-pod.ts'

/** Lets tracked Pods go whose Job is gone: nobody counts them any more. Rule: job_controller.go `syncOrphanPod`. */
export function releaseOrphans(manager: Manager, client: Client): () => void {
  const known = manager.informers.of(jobs)
  const allPods = manager.informers.of(pods)
  const queue = queueOf(manager, (key) => {
    const pod = allPods.byKey(key)
    if (pod !== null && isOrphan(known, pod)) releasePod(client, pod)
  })
  return stopAll(
    known.onChange(({ type, object }) => {
      if (type !== 'DELETED' && object.metadata.deletionTimestamp === undefined) return
      for (const pod of allPods.find(byController, object.metadata.uid)) queue.add(keyOfObject(pod))
    }),
    allPods.onChange(({ type, object }) => {
      if (type !== 'DELETED' && isOrphan(known, object)) queue.add(keyOfObject(object))
    }),
    () => queue.stop(),
  )
}

/** Takes the tracking finalizer away; a Pod that is gone is no error. */
export function releasePod(client: Client, pod: StoredPod): void {
  const current = client.get(pods, pod.metadata.namespace ?? '', pod.metadata.name)
  if (current?.metadata.uid !== pod.metadata.uid) return
  const finalizers = (current.metadata.finalizers ?? []).filter((one) => one !== trackingFinalizer)
  client.update(pods, { ...current, metadata: { ...current.metadata, finalizers } })
}

function isOrphan(known: Informer<Job>, pod: StoredPod): boolean {
  if (!isTracked(pod)) return false
  const owner = controllerOf(pod)
  if (owner?.kind !== 'Job') return true
  const job: Stored<Job> | null = known.get(pod.metadata.namespace ?? '', owner.name)
  return job?.metadata.uid !== owner.uid || job.metadata.deletionTimestamp !== undefined
}
