import type { Stored } from '../../api/object.ts'
import { controllerRevisions, daemonSets, nodes, pods } from '../../api/resource.ts'
import type { DaemonSet, Node } from '../../api/schema/kubernetes-types.ts'
import { claim } from '../machinery/claim.ts'
import { queueAll, queueOwners } from '../machinery/dependents.ts'
import { keyOfObject } from '../machinery/informer.ts'
import { scaledValue } from '../machinery/int-or-percent.ts'
import { selects } from '../machinery/label-selector.ts'
import { clientOf, queueOf, recorderOf, stopAll, type Manager } from '../machinery/manager.ts'
import { byController } from '../machinery/owners.ts'
import { isNamespaceTerminating, PodControl } from '../machinery/pod-control.ts'
import { isAvailable, isReady, untilNextAvailable, type StoredPod } from '../machinery/pod-state.ts'
import { currentRevision, revisionsOf, truncateHistory } from '../machinery/revision-history.ts'
import { sameStatus } from '../machinery/status-writer.ts'
import { daemonPod, hashLabel, targetOf, wantsNode } from './daemon-pod.ts'

/** A Pod of each DaemonSet on every node that it wants. Rule: pkg/controller/daemon; updates with maxSurge are not modelled. */
export function startDaemonSetController(manager: Manager): () => void {
  const client = clientOf(manager, 'daemon-set-controller')
  const recorder = recorderOf(manager, 'daemonset-controller')
  const control = new PodControl(client, recorder)
  const sets = manager.informers.of(daemonSets)
  const allPods = manager.informers.of(pods)
  const allNodes = manager.informers.of(nodes)
  const revisions = manager.informers.of(controllerRevisions)
  const queue = queueOf(manager, (key) => {
    const set = sets.byKey(key)
    if (set === null || set.metadata.deletionTimestamp !== undefined) return
    const again = sync(set)
    if (again !== null) queue.addAfter(key, again)
  })

  function sync(set: Stored<DaemonSet>): number | null {
    const now = manager.clock.now()
    const labelsFor = (hash: string) => ({ ...set.spec?.template.metadata?.labels, [hashLabel]: hash })
    const history = revisionsOf(revisions, set)
    const current = currentRevision(client, set, set.spec?.template ?? {}, history, labelsFor)
    const hash = current.metadata.labels?.[hashLabel] ?? ''
    const owned = claimPods(set)
    const byNode = Map.groupBy(owned, targetOf)
    const wanted = allNodes.list(null).filter((node) => wantsNode(set, node).run)
    manage(set, byNode, hash)
    if (set.spec?.updateStrategy?.type !== 'OnDelete') roll(set, wanted, byNode, hash, now)
    const live = owned.map(({ metadata }) => metadata.labels?.[hashLabel])
    truncateHistory(
      client,
      history,
      (one) => one.metadata.uid === current.metadata.uid || live.includes(one.metadata.labels?.[hashLabel]),
      set.spec?.revisionHistoryLimit ?? 10,
    )
    writeStatus(set, wanted, owned, hash, now)
    return untilNextAvailable(owned, set.spec?.minReadySeconds ?? 0, now)
  }

  function claimPods(set: Stored<DaemonSet>): readonly StoredPod[] {
    const namespace = set.metadata.namespace ?? ''
    const orphans = allPods.find(byController, '').filter(({ metadata }) => metadata.namespace === namespace)
    return claim(
      client,
      pods,
      set,
      [...allPods.find(byController, set.metadata.uid), ...orphans],
      ({ metadata }) => selects(set.spec?.selector, metadata.labels),
    )
  }

  /** Rule: daemon_controller.go `podsShouldBeOnNode`. */
  function manage(
    set: Stored<DaemonSet>,
    byNode: ReadonlyMap<string, readonly StoredPod[]>,
    hash: string,
  ): void {
    const template = set.spec?.template ?? {}
    for (const node of [...allNodes.list(null)].sort((a, b) =>
      a.metadata.name < b.metadata.name ? -1 : 1,
    )) {
      const { name } = node.metadata
      const { run, stay } = wantsNode(set, node)
      const there = (byNode.get(name) ?? []).filter(
        ({ metadata }) => metadata.deletionTimestamp === undefined,
      )
      if (!stay) for (const pod of there) control.delete(set, pod)
      if (!run) continue
      for (const pod of there.filter(
        ({ status }) => status?.phase === 'Failed' || status?.phase === 'Succeeded',
      )) {
        const message = `Found ${pod.status?.phase === 'Failed' ? 'failed' : 'succeeded'} daemon pod ${keyOfObject(pod)} on node ${name}, will try to ${pod.status?.phase === 'Failed' ? 'kill' : 'delete'} it`
        const failed = pod.status?.phase === 'Failed'
        recorder.event(
          set,
          failed ? 'Warning' : 'Normal',
          failed ? 'FailedDaemonPod' : 'SucceededDaemonPod',
          message,
        )
        control.delete(set, pod)
      }
      if ((byNode.get(name) ?? []).length === 0) create(set, template, daemonPod(set, name, hash))
      for (const extra of there.toSorted(oldestFirst).slice(1)) control.delete(set, extra)
    }
  }

  function create(
    set: Stored<DaemonSet>,
    ...made: [template: object, pod: ReturnType<typeof daemonPod>]
  ): void {
    try {
      control.create(set, ...made)
    } catch (error) {
      if (!isNamespaceTerminating(error)) throw error
    }
  }

  /** Deletes Pods of older revisions as far as maxUnavailable allows. Rule: daemon/update.go `rollingUpdate`. */
  function roll(
    set: Stored<DaemonSet>,
    wanted: readonly Stored<Node>[],
    byNode: ReadonlyMap<string, readonly StoredPod[]>,
    hash: string,
    now: number,
  ): void {
    const most = Math.max(
      1,
      scaledValue(set.spec?.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1, wanted.length, 'up'),
    )
    const seconds = set.spec?.minReadySeconds ?? 0
    const states = wanted.map(({ metadata }) => {
      const [pod] = (byNode.get(metadata.name) ?? []).filter(
        (one) => one.metadata.deletionTimestamp === undefined,
      )
      const old = pod !== undefined && pod.metadata.labels?.[hashLabel] !== hash
      return { pod, old, available: pod !== undefined && isAvailable(pod, seconds, now) }
    })
    let room = most - states.filter(({ available }) => !available).length
    for (const { pod, old, available } of states) {
      if (pod === undefined || !old) continue
      if (available && room-- <= 0) continue
      control.delete(set, pod)
    }
  }

  function writeStatus(
    set: Stored<DaemonSet>,
    wanted: readonly Stored<Node>[],
    owned: readonly StoredPod[],
    hash: string,
    now: number,
  ): void {
    const names = new Set(wanted.map(({ metadata }) => metadata.name))
    const alive = owned.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    const placed = alive.filter((pod) => names.has(targetOf(pod)))
    const seconds = set.spec?.minReadySeconds ?? 0
    const available = placed.filter((pod) => isAvailable(pod, seconds, now)).length
    const updated = placed.filter(({ metadata }) => metadata.labels?.[hashLabel] === hash).length
    const status = {
      currentNumberScheduled: placed.length,
      numberMisscheduled: alive.length - placed.length,
      desiredNumberScheduled: wanted.length,
      numberReady: placed.filter(isReady).length,
      observedGeneration: set.metadata.generation ?? 0,
      ...(updated > 0 && { updatedNumberScheduled: updated }),
      ...(available > 0 && { numberAvailable: available }),
      ...(wanted.length > available && { numberUnavailable: wanted.length - available }),
    }
    if (!sameStatus(set.status, status)) client.updateStatus(daemonSets, { ...set, status })
  }

  return stopAll(
    queueAll(queue, sets),
    queueOwners(queue, allPods, sets, 'DaemonSet', ({ spec }, pod) =>
      selects(spec?.selector, pod.metadata.labels),
    ),
    allNodes.onChange(({ type, object, previous }) => {
      const same =
        sameStatus(previous?.metadata.labels, object.metadata.labels) &&
        sameStatus(previous?.spec, object.spec)
      if (type === 'MODIFIED' && same) return
      for (const set of sets.list(null)) queue.add(keyOfObject(set))
    }),
    () => queue.stop(),
  )
}

function oldestFirst(a: StoredPod, b: StoredPod): number {
  return Date.parse(a.metadata.creationTimestamp) - Date.parse(b.metadata.creationTimestamp)
}
