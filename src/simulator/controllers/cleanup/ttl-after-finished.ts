import { jobs } from '../../api/resource.ts'
import { queueAll } from '../machinery/dependents.ts'
import { splitKey } from '../machinery/informer.ts'
import { clientOf, queueOf, stopAll, type Manager } from '../machinery/manager.ts'
import { finishedAt } from '../job/job-status.ts'

/** Deletes Jobs ttlSecondsAfterFinished after their end. Rule: pkg/controller/ttlafterfinished. */
export function startTtlAfterFinishedController(manager: Manager): () => void {
  const client = clientOf(manager, 'ttl-after-finished-controller')
  const known = manager.informers.of(jobs)
  const queue = queueOf(manager, (key) => {
    const job = known.byKey(key)
    const ttl = job?.spec?.ttlSecondsAfterFinished
    if (job === null || ttl === undefined || job.metadata.deletionTimestamp !== undefined) return
    const end = finishedAt(job)
    if (end === null) return
    const left = end + ttl * 1000 - manager.clock.now()
    if (left > 0) {
      queue.addAfter(key, left)
      return
    }
    const { namespace, name } = splitKey(key)
    client.delete(jobs, namespace, name, { propagationPolicy: 'Foreground', uid: job.metadata.uid })
  })
  return stopAll(queueAll(queue, known), () => queue.stop())
}
