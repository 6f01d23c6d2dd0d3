import { timestamp, type Stored } from '../../api/object.ts'
import { cronJobs, jobs } from '../../api/resource.ts'
import type { CronJob, Job } from '../../api/schema/kubernetes-types.ts'
import { StatusError } from '../../api/status-error.ts'
import { findCondition } from '../machinery/conditions.ts'
import { queueAll, queueOwners } from '../machinery/dependents.ts'
import { referenceTo } from '../machinery/event-recorder.ts'
import { clientOf, queueOf, recorderOf, stopAll, type Manager } from '../machinery/manager.ts'
import { byController, controllerReference } from '../machinery/owners.ts'
import { sameStatus } from '../machinery/status-writer.ts'
import { finishedAt, isFinished } from '../job/job-status.ts'
import { Schedule } from './schedule.ts'

/** Makes Jobs at their times. Rule: pkg/controller/cronjob `cronjob_controllerv2.go`. */
export function startCronJobController(manager: Manager): () => void {
  const client = clientOf(manager, 'cronjob-controller')
  const recorder = recorderOf(manager, 'cronjob-controller')
  const known = manager.informers.of(cronJobs)
  const allJobs = manager.informers.of(jobs)
  const queue = queueOf(manager, (key) => {
    const cronJob = known.byKey(key)
    if (cronJob !== null) sync(key, cronJob)
  })

  function sync(key: string, stored: Stored<CronJob>): void {
    const now = manager.clock.now()
    const owned = allJobs.find(byController, stored.metadata.uid)
    cleanUp(stored, owned)
    const settled = noteFinished(stored, owned)
    if (settled.metadata.deletionTimestamp !== undefined || settled.spec?.suspend === true) return
    const schedule = scheduleOf(settled)
    if (schedule === null) return
    const since = Date.parse(settled.status?.lastScheduleTime ?? settled.metadata.creationTimestamp)
    const deadline = settled.spec?.startingDeadlineSeconds
    const from = deadline === undefined ? since : Math.max(since, now - deadline * 1000)
    const due = schedule.last(from, now)
    if (due !== null) start(settled, owned, due)
    const next = schedule.next(now)
    if (next !== null) queue.addAfter(key, next - now + 100)
  }

  function scheduleOf(cronJob: Stored<CronJob>): Schedule | null {
    const text = cronJob.spec?.schedule ?? ''
    try {
      return new Schedule(text, cronJob.spec?.timeZone)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      recorder.event(
        cronJob,
        'Warning',
        'UnparseableSchedule',
        `unparseable schedule: ${JSON.stringify(text)} : ${why}`,
      )
      return null
    }
  }

  function start(cronJob: Stored<CronJob>, owned: readonly Stored<Job>[], time: number): void {
    const active = owned.filter((job) => !isFinished(job))
    const policy = cronJob.spec?.concurrencyPolicy
    if (policy === 'Forbid' && active.length > 0) {
      const message = 'Not starting job because prior execution is running and concurrency policy is Forbid'
      recorder.event(cronJob, 'Normal', 'JobAlreadyActive', message)
      return
    }
    if (policy === 'Replace') for (const job of active) remove(cronJob, job)
    const { metadata, spec } = cronJob.spec?.jobTemplate ?? {}
    const { namespace = '', name } = cronJob.metadata
    let job: Stored<Job>
    try {
      job = client.create(jobs, {
        metadata: {
          name: `${name}-${Math.floor(time / 60_000)}`,
          namespace,
          labels: { ...metadata?.labels },
          annotations: {
            ...metadata?.annotations,
            'batch.kubernetes.io/cronjob-scheduled-timestamp': timestamp(time),
          },
          ownerReferences: [controllerReference(cronJob)],
        },
        ...(spec !== undefined && { spec }),
      })
    } catch (error) {
      if (!(error instanceof StatusError)) throw error
      if (error.status.reason === 'AlreadyExists') return
      recorder.event(cronJob, 'Warning', 'FailedCreate', `Error creating job: ${error.message}`)
      throw error
    }
    recorder.event(cronJob, 'Normal', 'SuccessfulCreate', `Created job ${job.metadata.name}`)
    const kept = policy === 'Replace' ? [] : (cronJob.status?.active ?? [])
    const status = {
      ...cronJob.status,
      active: [...kept, referenceTo(job)],
      lastScheduleTime: timestamp(time),
    }
    client.updateStatus(cronJobs, { ...cronJob, status })
  }

  /** Takes Jobs that are done, or gone, out of status.active. */
  function noteFinished(cronJob: Stored<CronJob>, owned: readonly Stored<Job>[]): Stored<CronJob> {
    const active = (cronJob.status?.active ?? []).filter(({ uid, name = '' }) => {
      const job = owned.find(({ metadata }) => metadata.uid === uid)
      if (job === undefined)
        recorder.event(cronJob, 'Normal', 'MissingJob', `Active job went missing: ${name}`)
      if (job === undefined || !isFinished(job)) return job !== undefined
      const how = isSuccessful(job) ? 'Complete' : 'Failed'
      recorder.event(cronJob, 'Normal', 'SawCompletedJob', `Saw completed job: ${name}, condition: ${how}`)
      return false
    })
    const ends = owned.filter(isSuccessful).map((job) => finishedAt(job) ?? 0)
    const lastSuccessfulTime =
      ends.length === 0 ? cronJob.status?.lastSuccessfulTime : timestamp(Math.max(...ends))
    const status = { ...cronJob.status, active: active.length > 0 ? active : undefined, lastSuccessfulTime }
    return sameStatus(cronJob.status, status)
      ? cronJob
      : client.updateStatus(cronJobs, { ...cronJob, status })
  }

  function cleanUp(cronJob: Stored<CronJob>, owned: readonly Stored<Job>[]): void {
    const done = owned.filter(isFinished).sort((a, b) => (finishedAt(a) ?? 0) - (finishedAt(b) ?? 0))
    const { successfulJobsHistoryLimit: good = 3, failedJobsHistoryLimit: bad = 1 } = cronJob.spec ?? {}
    const successful = done.filter(isSuccessful)
    const failed = done.filter((job) => !isSuccessful(job))
    const surplus = [
      ...successful.slice(0, Math.max(0, successful.length - good)),
      ...failed.slice(0, Math.max(0, failed.length - bad)),
    ]
    for (const job of surplus) remove(cronJob, job)
  }

  function remove(cronJob: Stored<CronJob>, { metadata }: Stored<Job>): void {
    client.delete(jobs, metadata.namespace ?? '', metadata.name, { propagationPolicy: 'Background' })
    recorder.event(cronJob, 'Normal', 'SuccessfulDelete', `Deleted job ${metadata.name}`)
  }

  return stopAll(
    queueAll(queue, known),
    queueOwners(queue, allJobs, known, 'CronJob', () => false),
    () => queue.stop(),
  )
}

function isSuccessful({ status }: Stored<Job>): boolean {
  return findCondition(status?.conditions, 'Complete')?.status === 'True'
}
