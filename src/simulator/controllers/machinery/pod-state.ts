import type { Stored } from '../../api/object.ts'
import type { Pod, PodCondition } from '../../api/schema/kubernetes-types.ts'

export type StoredPod = Stored<Pod>

/** Neither done nor on its way out (`controller.IsPodActive`). */
export function isActive(pod: StoredPod): boolean {
  return !isDone(pod) && pod.metadata.deletionTimestamp === undefined
}

/** On its way out and not done (`controller.IsPodTerminating`). */
export function isTerminating(pod: StoredPod): boolean {
  return !isDone(pod) && pod.metadata.deletionTimestamp !== undefined
}

export function isDone({ status }: StoredPod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed'
}

export function podCondition({ status }: StoredPod, type: string): PodCondition | undefined {
  return status?.conditions?.find((condition) => condition.type === type)
}

export function isReady(pod: StoredPod): boolean {
  return podCondition(pod, 'Ready')?.status === 'True'
}

/** Ready for at least `minReadySeconds` at `now`, epoch ms (`podutil.IsPodAvailable`). */
export function isAvailable(pod: StoredPod, minReadySeconds: number, now: number): boolean {
  if (!isReady(pod)) return false
  return minReadySeconds === 0 || (readyAt(pod) ?? now) + minReadySeconds * 1000 <= now
}

/** ms until the first of the ready Pods becomes available; null when none is to. */
export function untilNextAvailable(
  pods: readonly StoredPod[],
  minReadySeconds: number,
  now: number,
): number | null {
  const waits = pods
    .filter((pod) => isReady(pod) && !isAvailable(pod, minReadySeconds, now))
    .map((pod) => (readyAt(pod) ?? now) + minReadySeconds * 1000 - now)
  return waits.length === 0 ? null : Math.max(0, Math.min(...waits))
}

/** Since when it is ready, epoch ms; null when it is not. */
export function readyAt(pod: StoredPod): number | null {
  const ready = podCondition(pod, 'Ready')
  if (ready?.status !== 'True' || ready.lastTransitionTime === undefined) return null
  return Date.parse(ready.lastTransitionTime)
}
