import { timestamp, type Stored } from '../../api/object.ts'
import type { Job, JobCondition } from '../../api/schema/kubernetes-types.ts'
import { findCondition } from '../machinery/conditions.ts'

export interface Outcome {
  readonly type: 'Complete' | 'Failed'
  readonly reason: string
  readonly message: string
}

export function isFinished({ status }: Stored<Job>): boolean {
  return ['Complete', 'Failed'].some((type) => findCondition(status?.conditions, type)?.status === 'True')
}

/** When it completed or failed, epoch ms; null while it runs. */
export function finishedAt({ status }: Stored<Job>): number | null {
  const done = status?.conditions?.find(
    ({ type, status: is }) => (type === 'Complete' || type === 'Failed') && is === 'True',
  )
  return done?.lastTransitionTime === undefined ? null : Date.parse(done.lastTransitionTime)
}

export function jobCondition(
  type: string,
  status: 'True' | 'False',
  reason: string,
  message: string,
  now: number,
): JobCondition {
  const time = timestamp(now)
  return { type, status, lastProbeTime: time, lastTransitionTime: time, reason, message }
}

/** Whether the Job is over, and how. Rule: job_controller.go `syncJob`. `active` counts Pods that run or wait. */
export function outcomeOf(
  { spec, status }: Stored<Job>,
  counts: { readonly active: number; readonly succeeded: number; readonly failed: number },
  now: number,
): Outcome | null {
  if (counts.failed > (spec?.backoffLimit ?? 6)) {
    return {
      type: 'Failed',
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    }
  }
  const deadline = spec?.activeDeadlineSeconds
  if (
    deadline !== undefined &&
    status?.startTime !== undefined &&
    now >= Date.parse(status.startTime) + deadline * 1000
  ) {
    return {
      type: 'Failed',
      reason: 'DeadlineExceeded',
      message: 'Job was active longer than specified deadline',
    }
  }
  const reached =
    spec?.completions === undefined
      ? counts.succeeded > 0 && counts.active === 0
      : counts.succeeded >= spec.completions
  return reached
    ? { type: 'Complete', reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' }
    : null
}
