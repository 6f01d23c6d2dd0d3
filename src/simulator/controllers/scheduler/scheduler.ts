import { semanticEqual } from '../../api/meta/semantic-equality.ts'
import { timestamp, type Stored } from '../../api/object.ts'
import { namespaces, nodes, pods, replicaSets, services, statefulSets } from '../../api/resource.ts'
import type { LabelSelector, Pod } from '../../api/schema/kubernetes-types.ts'
import { keyOfObject } from '../machinery/informer.ts'
import { selectsAll } from '../machinery/label-selector.ts'
import type { Manager } from '../machinery/manager.ts'
import { controllerOf } from '../machinery/owners.ts'
import { isDone, podCondition } from '../machinery/pod-state.ts'
import { WorkQueue } from '../machinery/work-queue.ts'
import { failureMessage } from './failure-message.ts'
import { rejection } from './filters.ts'
import { nodeInfos } from './node-info.ts'
import { SchedulerEvents } from './scheduler-events.ts'
import { scores } from './scores.ts'

/** How long a Pod waits at most when nothing changes, ms (`podMaxInUnschedulablePodsDuration`). */
const retryMs = 300_000

/** Gives each Pod a node: filters, scores, binds. Rule: pkg/scheduler with the default profile; no preemption, no volumes. */
export function startScheduler(manager: Manager): () => void {
  const { clock, informers, random } = manager
  const client = manager.clientAs('system:kube-scheduler', 'kube-scheduler')
  const allPods = informers.of(pods)
  const allNodes = informers.of(nodes)
  const recorder = new SchedulerEvents(client, clock, controlPlaneName())
  const waiting = new Set<string>()
  const queue = new WorkQueue({
    clock,
    sync: (key) => {
      const pod = allPods.byKey(key)
      if (pod !== null && isPending(pod)) schedule(key, pod)
      else waiting.delete(key)
    },
    reportError: manager.reportError,
    backOff: { first: 1000, longest: 10_000 },
  })

  function schedule(key: string, pod: Stored<Pod>): void {
    const world = {
      nodes: nodeInfos(allNodes.list(null), allPods.list(null)),
      namespaces: informers.of(namespaces).list(null),
    }
    const judged = world.nodes.map((info) => ({ info, rejected: rejection(pod, info, world) }))
    const candidates = judged.filter(({ rejected }) => rejected === null).map(({ info }) => info)
    const chosen = best(pod, candidates, world)
    if (chosen === null) {
      refuse(pod, failureMessage(judged.flatMap(({ rejected }) => rejected ?? [])))
      waiting.add(key)
      queue.addAfter(key, retryMs)
      return
    }
    const { namespace = '', name } = pod.metadata
    client.bind(namespace, name, chosen)
    waiting.delete(key)
    recorder.event(
      pod,
      'Normal',
      'Scheduled',
      'Binding',
      `Successfully assigned ${namespace}/${name} to ${chosen}`,
    )
  }

  /** The name of a node with the highest score; one of several by chance. */
  function best(
    pod: Stored<Pod>,
    candidates: ReturnType<typeof nodeInfos>,
    world: Parameters<typeof scores>[2],
  ): string | null {
    if (candidates.length === 0) return null
    const all = scores(pod, candidates, world, peersOf(pod))
    const most = Math.max(...all)
    const winners = candidates.filter((_, index) => all[index] === most)
    return winners[winners.length === 1 ? 0 : random.below(winners.length)]?.node.metadata.name ?? null
  }

  function refuse(pod: Stored<Pod>, message: string): void {
    recorder.event(pod, 'Warning', 'FailedScheduling', 'Scheduling', message)
    const current = podCondition(pod, 'PodScheduled')
    if (current?.status === 'False' && current.reason === 'Unschedulable' && current.message === message)
      return
    const conditions = [
      ...(pod.status?.conditions ?? []).filter(({ type }) => type !== 'PodScheduled'),
      {
        type: 'PodScheduled',
        status: 'False',
        lastTransitionTime: current?.status === 'False' ? current.lastTransitionTime : timestamp(clock.now()),
        reason: 'Unschedulable',
        message,
      },
    ]
    client.updateStatus(pods, { ...pod, status: { ...pod.status, conditions } })
  }

  /** Selects the Pods of the same Services and of the same owner (`helper.DefaultSelector`); null when nothing groups the Pod. */
  function peersOf(pod: Stored<Pod>): LabelSelector | null {
    const { namespace = '', labels } = pod.metadata
    const wanted = informers
      .of(services)
      .list(namespace)
      .map(({ spec }) => spec?.selector)
      .filter((selector) => selector !== undefined)
      .filter((selector) => selectsAll(selector, labels))
    const owner = controllerOf(pod)
    const set = owner?.kind === 'ReplicaSet' ? informers.of(replicaSets).get(namespace, owner.name) : null
    const stateful =
      owner?.kind === 'StatefulSet' ? informers.of(statefulSets).get(namespace, owner.name) : null
    const ofOwner = set?.spec?.selector ?? stateful?.spec?.selector
    if (wanted.length === 0 && ofOwner === undefined) return null
    return {
      ...ofOwner,
      matchLabels: Object.assign({}, ...wanted, ofOwner?.matchLabels) as Record<string, string>,
    }
  }

  function controlPlaneName(): string {
    const role = 'node-role.kubernetes.io/control-plane'
    const found = allNodes.list(null).find(({ metadata }) => metadata.labels?.[role] !== undefined)
    return found?.metadata.name ?? 'kind-control-plane'
  }

  /** Pods that found no node may find one now: again after a short pause. */
  function retryWaiting(): void {
    for (const key of waiting) queue.addRateLimited(key)
    waiting.clear()
  }

  const ends = [
    allPods.onChange(({ type, object, previous }) => {
      if (type !== 'DELETED' && isPending(object)) {
        const changed = previous === null || previous.metadata.generation !== object.metadata.generation
        const relabelled = !semanticEqual(previous?.metadata.labels, object.metadata.labels)
        if (changed || relabelled || !isPending(previous)) queue.add(keyOfObject(object))
        return
      }
      const assigned = (object.spec?.nodeName ?? '') !== ''
      if (assigned && (type === 'DELETED' || isDone(object) || previous === null || isPending(previous)))
        retryWaiting()
    }),
    allNodes.onChange(({ type }) => {
      if (type !== 'DELETED') retryWaiting()
    }),
  ]
  return () => {
    for (const end of ends) end()
    queue.stop()
  }
}

/** Waits for this scheduler. */
function isPending(pod: Stored<Pod>): boolean {
  const { nodeName = '', schedulerName = 'default-scheduler', schedulingGates = [] } = pod.spec ?? {}
  return (
    nodeName === '' &&
    schedulerName === 'default-scheduler' &&
    schedulingGates.length === 0 &&
    pod.metadata.deletionTimestamp === undefined &&
    !isDone(pod)
  )
}
