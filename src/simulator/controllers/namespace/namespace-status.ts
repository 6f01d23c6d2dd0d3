import { timestamp } from '../../api/object.ts'
import type { Resource } from '../../api/resource.ts'
import type { NamespaceCondition } from '../../api/schema/kubernetes-types.ts'

/** What is still in a namespace after its contents were deleted. */
export interface Remaining {
  readonly resource: Resource
  readonly count: number
  /** By finalizer. */
  readonly finalizers: ReadonlyMap<string, number>
}

/** The conditions of a namespace on its way out. Rule: namespace/deletion/status_condition_utils.go. */
export function deletionConditions(
  remaining: readonly Remaining[],
  previous: readonly NamespaceCondition[] | undefined,
  now: number,
): readonly NamespaceCondition[] {
  const counts = remaining.map(
    ({ resource, count }) => `${resource.name}.${resource.group} has ${count} resource instances`,
  )
  const finalizers = new Map<string, number>()
  for (const one of remaining) {
    for (const [name, count] of one.finalizers) finalizers.set(name, (finalizers.get(name) ?? 0) + count)
  }
  const held = [...finalizers].map(([name, count]) => `${name} in ${count} resource instances`).sort()
  const content = counts.length === 0 ? null : `Some resources are remaining: ${counts.sort().join(', ')}`
  const waits =
    held.length === 0 ? null : `Some content in the namespace has finalizers remaining: ${held.join(', ')}`
  const all: readonly (readonly [string, string | null, string, string, string])[] = [
    [
      'NamespaceDeletionDiscoveryFailure',
      null,
      '',
      'ResourcesDiscovered',
      'All resources successfully discovered',
    ],
    [
      'NamespaceDeletionGroupVersionParsingFailure',
      null,
      '',
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ],
    [
      'NamespaceDeletionContentFailure',
      null,
      '',
      'ContentDeleted',
      'All content successfully deleted, may be waiting on finalization',
    ],
    [
      'NamespaceContentRemaining',
      content,
      'SomeResourcesRemain',
      'ContentRemoved',
      'All content successfully removed',
    ],
    [
      'NamespaceFinalizersRemaining',
      waits,
      'SomeFinalizersRemain',
      'ContentHasNoFinalizers',
      'All content-preserving finalizers finished',
    ],
  ]
  return all.map(([type, problem, badReason, goodReason, goodMessage]) => {
    const status = problem === null ? 'False' : 'True'
    const before = previous?.find((condition) => condition.type === type)
    const since = before?.status === status ? before.lastTransitionTime : undefined
    return {
      type,
      status,
      lastTransitionTime: since ?? timestamp(now),
      reason: problem === null ? goodReason : badReason,
      message: problem ?? goodMessage,
    }
  })
}
