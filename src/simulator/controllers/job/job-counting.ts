import type { Stored } from '../../api/object.ts'
import type { Job, JobStatus } from '../../api/schema/kubernetes-types.ts'
import { isReady, isTerminating, type StoredPod } from '../machinery/pod-state.ts'
import { trackingFinalizer } from './job-pod.ts'

const firstBackOffMs = 10_000
const longestBackOffMs = 600_000

/** ms to wait after the last failure: 10 s, doubled by each failure, at most 10 min. */
export function backOff(owned: readonly StoredPod[], { failed = 0 }: JobStatus, now: number): number {
  if (failed === 0) return 0
  const ends = owned.filter(({ status }) => status?.phase === 'Failed').map(endOf)
  const pause = Math.min(firstBackOffMs * 2 ** (failed - 1), longestBackOffMs)
  return Math.max(0, Math.max(0, ...ends) + pause - now)
}

/** The status with what its Pods do now. */
export function counts(
  status: JobStatus,
  active: readonly StoredPod[],
  owned: readonly StoredPod[],
): JobStatus {
  return {
    ...status,
    active: active.length > 0 ? active.length : undefined,
    ready: active.filter(isReady).length,
    terminating: owned.filter(isTerminating).length,
  }
}

/** The Job still has to count the Pod. */
export function isTracked({ metadata }: StoredPod): boolean {
  return metadata.finalizers?.includes(trackingFinalizer) ?? false
}

/** With restartPolicy OnFailure the restarts of the containers count as failures. */
export function restarts({ spec }: Stored<Job>, active: readonly StoredPod[]): number {
  if (spec?.template.spec?.restartPolicy !== 'OnFailure') return 0
  return active
    .flatMap(({ status }) => [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])])
    .reduce((sum, { restartCount }) => sum + restartCount, 0)
}

function endOf({ metadata, status }: StoredPod): number {
  const ends = (status?.containerStatuses ?? []).flatMap(({ state }) => state?.terminated?.finishedAt ?? [])
  return Math.max(Date.parse(metadata.creationTimestamp), ...ends.map((end) => Date.parse(end)))
}
