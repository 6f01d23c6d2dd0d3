import type { Pod, PodCondition } from '../../api/schema/kubernetes-types.ts'
import { isReady, isStarted, type Slot } from '../slot.ts'
import type { Phase } from './phase.ts'

type Judgement = Pick<PodCondition, 'status' | 'reason' | 'message'>

/** What the kubelet says of a Pod, without times: kubernetes `pkg/kubelet/status/generate.go`. */
export function judge(
  pod: Pod,
  slots: readonly Slot[],
  phase: Phase,
  hasSandbox: boolean,
): Readonly<Record<'PodReadyToStartContainers' | 'Initialized' | 'Ready' | 'ContainersReady', Judgement>> {
  const containersReady = judgeContainers(slots, phase)
  return {
    PodReadyToStartContainers: { status: hasSandbox ? 'True' : 'False' },
    Initialized: judgeInitialized(slots, phase),
    Ready: containersReady.status === 'True' ? judgeGates(pod) : containersReady,
    ContainersReady: containersReady,
  }
}

/** Whether all init containers have done their part, or a main container has run. */
export function isInitialized(slots: readonly Slot[]): boolean {
  return judgeInitialized(slots, 'Running').status === 'True'
}

function judgeContainers(slots: readonly Slot[], phase: Phase): Judgement {
  if (phase === 'Succeeded') return { status: 'False', reason: 'PodCompleted' }
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed' }
  const judged = slots.filter(({ kind }) => kind === 'sidecar' || kind === 'main')
  const unready = judged.filter((slot) => !isReady(slot)).map(({ spec }) => spec.name)
  if (unready.length === 0) return { status: 'True' }
  return {
    status: 'False',
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${unready.join(' ')}]`,
  }
}

function judgeInitialized(slots: readonly Slot[], phase: Phase): Judgement {
  if (phase === 'Succeeded') return { status: 'True', reason: 'PodCompleted' }
  if (slots.some(({ kind, run, ended, last }) => kind === 'main' && (run ?? ended ?? last) !== null)) {
    return { status: 'True' }
  }
  const incomplete = slots
    .filter(
      (slot) => (slot.kind === 'init' && !isReady(slot)) || (slot.kind === 'sidecar' && !isStarted(slot)),
    )
    .map(({ spec }) => spec.name)
  if (incomplete.length === 0) return { status: 'True' }
  return {
    status: 'False',
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: [${incomplete.join(' ')}]`,
  }
}

function judgeGates({ spec, status }: Pod): Judgement {
  const messages = (spec?.readinessGates ?? []).flatMap(({ conditionType }) => {
    const condition = status?.conditions?.find(({ type }) => type === conditionType)
    if (condition === undefined)
      return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`]
    if (condition.status === 'True') return []
    return [`the status of pod readiness gate "${conditionType}" is not "True", but ${condition.status}`]
  })
  if (messages.length === 0) return { status: 'True' }
  return { status: 'False', reason: 'ReadinessGatesNotReady', message: messages.join(', ') }
}
