import { timestamp, type Stored } from '../../api/object.ts'
import { jobs, pods } from '../../api/resource.ts'
import type { Job, JobStatus } from '../../api/schema/kubernetes-types.ts'
import { findCondition, withCondition } from '../machinery/conditions.ts'
import { queueAll, queueOwners } from '../machinery/dependents.ts'
import { selects } from '../machinery/label-selector.ts'
import { clientOf, queueOf, recorderOf, stopAll, type Manager } from '../machinery/manager.ts'
import { byController } from '../machinery/owners.ts'
import { isNamespaceTerminating, PodControl } from '../machinery/pod-control.ts'
import { isActive, isReady, type StoredPod } from '../machinery/pod-state.ts'
import { sameStatus } from '../machinery/status-writer.ts'
import { backOff, counts, isTracked, restarts } from './job-counting.ts'
import { indexOf, indexText, isIndexed, jobPod, parseIndexes } from './job-pod.ts'
import { releaseOrphans, releasePod } from './orphan-pods.ts'
import { isFinished, jobCondition, outcomeOf } from './job-status.ts'

/** Runs Jobs to completion. Rule: pkg/controller/job; successPolicy, podFailurePolicy and backoffLimitPerIndex are not modelled. */
export function startJobController(manager: Manager): () => void {
  const client = clientOf(manager, 'job-controller')
  const recorder = recorderOf(manager, 'job-controller')
  const control = new PodControl(client, recorder)
  const known = manager.informers.of(jobs)
  const allPods = manager.informers.of(pods)
  const queue = queueOf(manager, (key) => {
    const job = known.byKey(key)
    if (job !== null && job.metadata.deletionTimestamp === undefined) sync(key, job)
  })

  function sync(key: string, job: Stored<Job>): void {
    const now = manager.clock.now()
    const owned = allPods.find(byController, job.metadata.uid)
    if (isFinished(job)) {
      for (const pod of owned) if (isTracked(pod) && !isActive(pod)) releasePod(client, pod)
      return
    }
    const unmodelled = (['successPolicy', 'podFailurePolicy', 'backoffLimitPerIndex'] as const).find(
      (field) => job.spec?.[field] !== undefined,
    )
    if (unmodelled !== undefined) {
      recorder.event(
        job,
        'Warning',
        'FailedCreate',
        `spec.${unmodelled} is not modelled by the embedded cluster: no Pods are made`,
      )
      return
    }
    const active = owned.filter(isActive)
    const counted = countFinished(job, owned)
    const suspended = job.spec?.suspend === true
    const base = suspended
      ? withSuspension(job, counted, true)
      : withSuspension(job, started(job, counted), false)
    const failures = (base.failed ?? 0) + restarts(job, active)
    const outcome = outcomeOf(
      { ...job, status: base },
      { active: active.length, succeeded: base.succeeded ?? 0, failed: failures },
      now,
    )
    const status =
      outcome !== null
        ? finish(job, base, active, outcome)
        : suspended
          ? counts(base, deleteAll(job, active), owned)
          : counts(base, manage(key, job, base, active, now), owned)
    if (!sameStatus(job.status, status)) client.updateStatus(jobs, { ...job, status })
    if (outcome?.type === 'Complete') recorder.event(job, 'Normal', 'Completed', 'Job completed')
    if (outcome?.type === 'Failed') recorder.event(job, 'Warning', outcome.reason, outcome.message)
    const deadline = job.spec?.activeDeadlineSeconds
    if (outcome === null && deadline !== undefined && status.startTime !== undefined) {
      queue.addAfter(key, Math.max(0, Date.parse(status.startTime) + deadline * 1000 - now))
    }
  }

  /** Counts Pods that are done, each once: counting takes its finalizer away. */
  function countFinished(job: Stored<Job>, owned: readonly StoredPod[]): JobStatus {
    const done = owned.filter(
      (pod) => isTracked(pod) && (pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed'),
    )
    const completed = parseIndexes(job.status?.completedIndexes)
    let { succeeded = 0, failed = 0 } = job.status ?? {}
    for (const pod of done) {
      releasePod(client, pod)
      if (pod.status?.phase === 'Failed') failed++
      else if (!isIndexed(job)) succeeded++
      else completed.add(indexOf(pod))
    }
    if (isIndexed(job)) succeeded = completed.size
    return {
      ...job.status,
      uncountedTerminatedPods: {},
      ...(succeeded > 0 && { succeeded }),
      ...(failed > 0 && { failed }),
      ...(isIndexed(job) && { completedIndexes: indexText(completed) }),
    }
  }

  /** Makes or deletes Pods until as many run as may. Answers those that run now. */
  function manage(
    key: string,
    job: Stored<Job>,
    status: JobStatus,
    active: readonly StoredPod[],
    now: number,
  ): readonly StoredPod[] {
    const parallelism = job.spec?.parallelism ?? 1
    const completions = job.spec?.completions
    const left =
      completions === undefined
        ? (status.succeeded ?? 0) > 0
          ? active.length
          : parallelism
        : completions - (status.succeeded ?? 0)
    const wanted = Math.max(0, Math.min(parallelism, left))
    if (active.length > wanted) {
      const surplus = [...active]
        .sort((a, b) => Number(isReady(a)) - Number(isReady(b)))
        .slice(0, active.length - wanted)
      deleteAll(job, surplus)
      return active.filter((pod) => !surplus.includes(pod))
    }
    const wait = backOff(allPods.find(byController, job.metadata.uid), status, now)
    if (active.length < wanted && wait > 0) {
      queue.addAfter(key, wait)
      return active
    }
    const taken = new Set([...parseIndexes(status.completedIndexes), ...active.map(indexOf)])
    const made: StoredPod[] = []
    for (let index = 0; made.length < wanted - active.length; index++) {
      if (isIndexed(job) && taken.has(index)) continue
      try {
        made.push(
          control.create(
            job,
            job.spec?.template ?? {},
            jobPod(job, isIndexed(job) ? index : null, manager.random),
          ),
        )
      } catch (error) {
        if (isNamespaceTerminating(error)) break
        throw error
      }
    }
    return [...active, ...made]
  }

  function finish(
    job: Stored<Job>,
    status: JobStatus,
    active: readonly StoredPod[],
    outcome: NonNullable<ReturnType<typeof outcomeOf>>,
  ): JobStatus {
    deleteAll(job, active)
    const now = manager.clock.now()
    const first = outcome.type === 'Complete' ? 'SuccessCriteriaMet' : 'FailureTarget'
    const conditions = [first, outcome.type].reduce(
      (list, type) => withCondition(list, jobCondition(type, 'True', outcome.reason, outcome.message, now)),
      status.conditions ?? [],
    )
    return {
      ...status,
      active: undefined,
      conditions,
      ready: 0,
      terminating: 0,
      ...(active.length > 0 && outcome.type === 'Failed' && { failed: (status.failed ?? 0) + active.length }),
      ...(outcome.type === 'Complete' && { completionTime: timestamp(now) }),
    }
  }

  function deleteAll(job: Stored<Job>, some: readonly StoredPod[]): readonly StoredPod[] {
    for (const pod of some) {
      releasePod(client, pod)
      control.delete(job, pod)
    }
    return []
  }

  function withSuspension(job: Stored<Job>, status: JobStatus, suspend: boolean): JobStatus {
    const now = manager.clock.now()
    const current = findCondition(status.conditions, 'Suspended')
    if (suspend ? current?.status === 'True' : current?.status !== 'True') return status
    const [what, reason] = suspend ? ['suspended', 'JobSuspended'] : ['resumed', 'JobResumed']
    recorder.event(job, 'Normal', suspend ? 'Suspended' : 'Resumed', `Job ${what}`)
    const condition = jobCondition('Suspended', suspend ? 'True' : 'False', reason, `Job ${what}`, now)
    return {
      ...status,
      startTime: suspend ? undefined : timestamp(now),
      conditions: withCondition(status.conditions, condition),
    }
  }

  function started(job: Stored<Job>, status: JobStatus): JobStatus {
    return { ...status, startTime: job.status?.startTime ?? timestamp(manager.clock.now()) }
  }

  return stopAll(
    queueAll(queue, known),
    releaseOrphans(manager, client),
    queueOwners(queue, allPods, known, 'Job', ({ spec }, pod) =>
      selects(spec?.selector, pod.metadata.labels),
    ),
    () => queue.stop(),
  )
}
