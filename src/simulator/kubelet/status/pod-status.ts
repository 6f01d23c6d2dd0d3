import { timestamp, type Stored } from '../../api/object.ts'
import type { Pod, PodCondition, PodStatus } from '../../api/schema/kubernetes-types.ts'
import type { Slot } from '../slot.ts'
import { isInitialized, judge } from './conditions.ts'
import { containerStatusOf } from './container-status.ts'
import { phaseOf, type Phase } from './phase.ts'
import { qosClassOf } from './qos.ts'

export interface PodFacts {
  readonly slots: readonly Slot[]
  readonly hostIP: string
  /** Null before there is a sandbox. */
  readonly podIP: string | null
  readonly sandbox: boolean
  /** Epoch ms: when the kubelet saw it first. */
  readonly startedAt: number
  /** A phase that stands, whatever the containers say: eviction, a deadline, a rejected Pod. */
  readonly decided: { readonly phase: Phase; readonly reason: string; readonly message: string } | null
}

const own = ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady'] as const

/** The status that the kubelet writes; conditions of others are kept. */
export function podStatusOf(pod: Stored<Pod>, facts: PodFacts, now: number): PodStatus {
  const { slots, podIP } = facts
  const initialized = isInitialized(slots)
  const phase = facts.decided?.phase ?? phaseOf(slots, pod.spec?.restartPolicy ?? 'Always', initialized)
  const of = (...kinds: readonly Slot['kind'][]) => slots.filter(({ kind }) => kinds.includes(kind))
  const hasInit = of('init', 'sidecar').length > 0
  const statuses = (list: readonly Slot[]) =>
    list.map((slot) => containerStatusOf(slot, hasInit && !initialized))
  const init = of('init', 'sidecar').map((slot) => containerStatusOf(slot, hasInit))
  const ephemeral = statuses(of('ephemeral'))
  return {
    ...(facts.decided === null ? {} : { reason: facts.decided.reason, message: facts.decided.message }),
    conditions: conditionsOf(pod, judge(pod, slots, phase, facts.sandbox), now),
    containerStatuses: statuses(of('main')),
    ...(ephemeral.length > 0 && { ephemeralContainerStatuses: ephemeral }),
    hostIP: facts.hostIP,
    hostIPs: [{ ip: facts.hostIP }],
    ...(init.length > 0 && { initContainerStatuses: init }),
    observedGeneration: pod.metadata.generation,
    phase,
    ...(podIP !== null && { podIP, podIPs: [{ ip: podIP }] }),
    qosClass: pod.status?.qosClass ?? qosClassOf(pod),
    startTime: timestamp(facts.startedAt),
  }
}

/** In the kubelet's order; a time stands while the status does. */
function conditionsOf(
  pod: Stored<Pod>,
  judged: ReturnType<typeof judge>,
  now: number,
): readonly PodCondition[] {
  const before = pod.status?.conditions ?? []
  const observedGeneration = pod.metadata.generation
  const made = own.map((type): PodCondition => {
    const old = before.find((condition) => condition.type === type)
    const { status, reason, message } = judged[type]
    return {
      lastTransitionTime: old?.status === status ? old.lastTransitionTime : timestamp(now),
      ...(message !== undefined && { message }),
      observedGeneration,
      ...(reason !== undefined && { reason }),
      status,
      type,
    }
  })
  const others = before.filter(({ type }) => !own.some((name) => name === type))
  return [
    ...made,
    ...others.map((condition) =>
      condition.type === 'PodScheduled' ? { ...condition, observedGeneration } : condition,
    ),
  ]
}
