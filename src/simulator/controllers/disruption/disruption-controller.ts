import { timestamp, type Stored } from '../../api/object.ts'
import { deployments, podDisruptionBudgets, pods, replicaSets, statefulSets } from '../../api/resource.ts'
import type { PodDisruptionBudget } from '../../api/schema/kubernetes-types.ts'
import { findCondition } from '../machinery/conditions.ts'
import { queueAll } from '../machinery/dependents.ts'
import { keyOfObject } from '../machinery/informer.ts'
import { scaledValue } from '../machinery/int-or-percent.ts'
import { selects } from '../machinery/label-selector.ts'
import { clientOf, queueOf, recorderOf, stopAll, type Manager } from '../machinery/manager.ts'
import { controllerOf } from '../machinery/owners.ts'
import { isDone, isReady, type StoredPod } from '../machinery/pod-state.ts'
import { sameStatus } from '../machinery/status-writer.ts'

/** Keeps the status of PodDisruptionBudgets: how many Pods may be evicted now. Rule: pkg/controller/disruption. */
export function startDisruptionController(manager: Manager): () => void {
  const client = clientOf(manager, 'disruption-controller')
  const recorder = recorderOf(manager, 'controllermanager')
  const budgets = manager.informers.of(podDisruptionBudgets)
  const allPods = manager.informers.of(pods)
  const queue = queueOf(manager, (key) => {
    const budget = budgets.byKey(key)
    if (budget !== null) sync(budget)
  })

  function sync(budget: Stored<PodDisruptionBudget>): void {
    const covered = podsOf(budget)
    if (covered.length === 0) recorder.event(budget, 'Normal', 'NoPods', 'No matching pods found')
    const { expected, desired } = expectation(budget, covered)
    const healthy = covered.filter(
      (pod) => pod.metadata.deletionTimestamp === undefined && isReady(pod),
    ).length
    const allowed = expected === 0 ? 0 : Math.max(0, healthy - desired)
    const status = {
      ...budget.status,
      currentHealthy: healthy,
      desiredHealthy: desired,
      expectedPods: expected,
      disruptionsAllowed: allowed,
      observedGeneration: budget.metadata.generation ?? 0,
      conditions: [disruptionCondition(budget, allowed, manager.clock.now())],
    }
    if (!sameStatus(budget.status, status)) client.updateStatus(podDisruptionBudgets, { ...budget, status })
  }

  function podsOf({ metadata, spec }: Stored<PodDisruptionBudget>): readonly StoredPod[] {
    return allPods
      .list(metadata.namespace ?? '')
      .filter((pod) => !isDone(pod) && selects(spec?.selector, pod.metadata.labels))
  }

  /** Rule: disruption.go `getExpectedPodCount`. */
  function expectation(
    { spec }: Stored<PodDisruptionBudget>,
    covered: readonly StoredPod[],
  ): { readonly expected: number; readonly desired: number } {
    const { maxUnavailable, minAvailable } = spec ?? {}
    if (maxUnavailable !== undefined) {
      const expected = expectedScale(covered)
      return { expected, desired: Math.max(0, expected - scaledValue(maxUnavailable, expected, 'up')) }
    }
    if (typeof minAvailable === 'string') {
      const expected = expectedScale(covered)
      return { expected, desired: scaledValue(minAvailable, expected, 'up') }
    }
    return { expected: covered.length, desired: minAvailable ?? 0 }
  }

  /** The replicas that the Pods' controllers want. */
  function expectedScale(covered: readonly StoredPod[]): number {
    const scales = new Map<string, number>()
    for (const pod of covered) {
      const owner = controllerOf(pod)
      const namespace = pod.metadata.namespace ?? ''
      if (owner === undefined) continue
      const set =
        owner.kind === 'ReplicaSet' ? manager.informers.of(replicaSets).get(namespace, owner.name) : null
      const parent = set === null ? undefined : controllerOf(set)
      const deployment =
        parent?.kind === 'Deployment' ? manager.informers.of(deployments).get(namespace, parent.name) : null
      const stateful =
        owner.kind === 'StatefulSet' ? manager.informers.of(statefulSets).get(namespace, owner.name) : null
      const scaled = deployment ?? set ?? stateful
      if (scaled !== null) scales.set(scaled.metadata.uid, scaled.spec?.replicas ?? 0)
    }
    return [...scales.values()].reduce((sum, count) => sum + count, 0)
  }

  return stopAll(
    queueAll(queue, budgets),
    allPods.onChange(({ object, previous }) => {
      for (const budget of budgets.list(object.metadata.namespace ?? '')) {
        const concerned = [object, ...(previous === null ? [] : [previous])]
        if (concerned.some(({ metadata }) => selects(budget.spec?.selector, metadata.labels)))
          queue.add(keyOfObject(budget))
      }
    }),
    () => queue.stop(),
  )
}

function disruptionCondition(
  { metadata, status }: Stored<PodDisruptionBudget>,
  allowed: number,
  now: number,
) {
  const value = allowed > 0 ? 'True' : 'False'
  const before = findCondition(status?.conditions, 'DisruptionAllowed')
  return {
    type: 'DisruptionAllowed',
    status: value,
    observedGeneration: metadata.generation ?? 0,
    lastTransitionTime: before?.status === value ? before.lastTransitionTime : timestamp(now),
    reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
    message: '',
  }
}
