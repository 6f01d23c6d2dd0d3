import type { Rejection } from './filters.ts'

/**
 * `0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, preemption: …`.
 * Rule: scheduler/framework/types.go `FitError.Error`, with what the DynamicResources and DefaultPreemption plugins of 1.35 add.
 * Preemption of Pods of lower priority is not modelled: none is ever found.
 */
export function failureMessage(rejections: readonly Rejection[]): string {
  if (rejections.length === 0) return 'no nodes available to schedule pods'
  const reasons = histogram(rejections.flatMap(({ reasons: own }) => own))
  const preemption = histogram(
    rejections.map(({ helpless }) =>
      helpless ? 'Preemption is not helpful for scheduling' : 'No preemption victims found for incoming pod',
    ),
  )
  const none = `0/${rejections.length} nodes are available:`
  return `${none} ${reasons}. no new claims to deallocate, preemption: ${none} ${preemption}.`
}

function histogram(reasons: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ')
}
