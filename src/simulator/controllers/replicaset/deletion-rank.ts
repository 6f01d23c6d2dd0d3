import { isActive, isReady, readyAt, type StoredPod } from '../machinery/pod-state.ts'

/**
 * `count` of the Pods, those that a ReplicaSet gives up first: not scheduled, not running, not ready, cheap to delete, doubled up on a node
 * (counted over `related`, the Pods of all ReplicaSets of the same owner), ready or made recently, restarted often.
 * Rule: pkg/controller `ActivePodsWithRanks`, with ages compared by the power of two of their nanoseconds.
 */
export function podsToDelete(
  pods: readonly StoredPod[],
  related: readonly StoredPod[],
  count: number,
  now: number,
): readonly StoredPod[] {
  if (count >= pods.length) return pods
  const onNode = new Map<string, number>()
  for (const pod of related.filter(isActive)) onNode.set(nodeOf(pod), (onNode.get(nodeOf(pod)) ?? 0) + 1)
  const ranked = pods.map((pod) => ({ pod, doubled: onNode.get(nodeOf(pod)) ?? 0 }))
  return ranked
    .sort((a, b) => compare(a, b, now))
    .slice(0, count)
    .map(({ pod }) => pod)
}

interface Ranked {
  readonly pod: StoredPod
  readonly doubled: number
}

const phases: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 }

/** Negative when `a` goes first. */
function compare(
  { pod: a, doubled: aDoubled }: Ranked,
  { pod: b, doubled: bDoubled }: Ranked,
  now: number,
): number {
  const unassigned = Number(nodeOf(a) !== '') - Number(nodeOf(b) !== '')
  if (unassigned !== 0) return unassigned
  const phase = phaseOf(a) - phaseOf(b)
  if (phase !== 0) return phase
  const ready = Number(isReady(a)) - Number(isReady(b))
  if (ready !== 0) return ready
  const cost = costOf(a) - costOf(b)
  if (cost !== 0) return cost
  if (aDoubled !== bDoubled) return bDoubled - aDoubled
  const readyAge = compareAges(readyAt(a), readyAt(b), a, b, now)
  if (readyAge !== 0) return readyAge
  const restarts = restartsOf(b) - restartsOf(a)
  if (restarts !== 0) return restarts
  return compareAges(createdAt(a), createdAt(b), a, b, now)
}

function compareAges(
  aTime: number | null,
  bTime: number | null,
  a: StoredPod,
  b: StoredPod,
  now: number,
): number {
  if (aTime === bTime || aTime === null || bTime === null) return 0
  const difference = ageRank(now - aTime) - ageRank(now - bTime)
  return difference === 0 ? (a.metadata.uid < b.metadata.uid ? -1 : 1) : difference
}

function ageRank(ms: number): number {
  return ms > 0 ? Math.trunc(Math.log2(ms * 1_000_000)) : -1
}

function nodeOf(pod: StoredPod): string {
  return pod.spec?.nodeName ?? ''
}

function phaseOf(pod: StoredPod): number {
  return phases[pod.status?.phase ?? ''] ?? 0
}

function costOf({ metadata }: StoredPod): number {
  const cost = Number(metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0)
  return Number.isInteger(cost) ? cost : 0
}

function restartsOf({ status }: StoredPod): number {
  return Math.max(0, ...(status?.containerStatuses ?? []).map(({ restartCount }) => restartCount))
}

function createdAt({ metadata }: StoredPod): number {
  return Date.parse(metadata.creationTimestamp)
}
