import type { Stored } from '../object.ts'
import type { ContainerStatus, Pod } from '../schema/kubernetes-types.ts'

/** What the columns Ready, Status and Restarts of a Pod are made of. */
export interface PodSummary {
  readonly ready: number
  readonly total: number
  /** `Running`, `Init:0/2`, `CrashLoopBackOff`, `Terminating`… */
  readonly status: string
  readonly restarts: number
  /** RFC 3339; null when no container was ever restarted. */
  readonly lastRestart: string | null
}

/** Rule: printers.go `printPod`. */
export function podSummary(pod: Stored<Pod>): PodSummary {
  const init = initSummary(pod)
  const sidecars = init.sidecars
  const total = (pod.spec?.containers.length ?? 0) + sidecars.count
  const initialized = condition(pod, 'Initialized') === 'True'
  if (init.waiting !== null && !initialized) {
    return {
      ready: sidecars.ready,
      total,
      status: deletedStatus(pod) ?? init.waiting,
      restarts: init.restarts,
      lastRestart: init.lastRestart,
    }
  }
  const main = mainSummary(pod, init.waiting ?? phaseText(pod))
  return {
    ready: sidecars.ready + main.ready,
    total,
    status: deletedStatus(pod) ?? main.status,
    restarts: sidecars.restarts + main.restarts,
    lastRestart: later(sidecars.lastRestart, main.lastRestart),
  }
}

function phaseText(pod: Stored<Pod>): string {
  const gated = (pod.status?.conditions ?? []).some(
    ({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated',
  )
  if (gated) return 'SchedulingGated'
  const reason = pod.status?.reason ?? ''
  return reason === '' ? (pod.status?.phase ?? '') : reason
}

/** Null when the Pod is not on its way out. */
function deletedStatus(pod: Stored<Pod>): string | null {
  if (pod.metadata.deletionTimestamp === undefined) return null
  if (pod.status?.reason === 'NodeLost') return 'Unknown'
  const phase = pod.status?.phase
  return phase === 'Succeeded' || phase === 'Failed' ? null : 'Terminating'
}

interface InitSummary {
  /** The status while an init container is not done; null when all are. */
  readonly waiting: string | null
  readonly restarts: number
  readonly lastRestart: string | null
  readonly sidecars: { count: number; ready: number; restarts: number; lastRestart: string | null }
}

function initSummary(pod: Stored<Pod>): InitSummary {
  const containers = pod.spec?.initContainers ?? []
  const restartable = new Set(containers.filter((c) => c.restartPolicy === 'Always').map(({ name }) => name))
  const sidecars = { count: restartable.size, ready: 0, restarts: 0, lastRestart: null as string | null }
  let restarts = 0
  let lastRestart: string | null = null
  for (const [index, status] of (pod.status?.initContainerStatuses ?? []).entries()) {
    const isSidecar = restartable.has(status.name)
    restarts += status.restartCount
    lastRestart = later(lastRestart, finishedBefore(status))
    if (isSidecar) {
      sidecars.restarts += status.restartCount
      sidecars.lastRestart = later(sidecars.lastRestart, finishedBefore(status))
    }
    if (status.state?.terminated?.exitCode === 0) continue
    if (isSidecar && status.started === true) {
      if (status.ready) sidecars.ready++
      continue
    }
    return { waiting: initText(status, index, containers.length), restarts, lastRestart, sidecars }
  }
  return { waiting: null, restarts, lastRestart, sidecars }
}

function initText({ state }: ContainerStatus, index: number, total: number): string {
  if (state?.terminated !== undefined) return `Init:${terminatedText(state.terminated)}`
  const reason = state?.waiting?.reason ?? ''
  return reason !== '' && reason !== 'PodInitializing' ? `Init:${reason}` : `Init:${index}/${total}`
}

function mainSummary(
  pod: Stored<Pod>,
  before: string,
): { ready: number; status: string; restarts: number; lastRestart: string | null } {
  let status = before
  let failed = ''
  let ready = 0
  let restarts = 0
  let lastRestart: string | null = null
  for (const container of (pod.status?.containerStatuses ?? []).toReversed()) {
    restarts += container.restartCount
    lastRestart = later(lastRestart, finishedBefore(container))
    const { waiting, terminated, running } = container.state ?? {}
    if ((waiting?.reason ?? '') !== '') status = waiting?.reason ?? ''
    else if (terminated !== undefined) {
      status = terminatedText(terminated)
      if (terminated.exitCode !== 0) failed = status
    } else if (container.ready && running !== undefined) ready++
  }
  if (status === 'Completed') {
    if (ready > 0 && condition(pod, 'Ready') === 'True') status = 'Running'
    else if (failed !== '') status = failed
    else if (ready > 0) status = 'NotReady'
  }
  return { ready, status, restarts, lastRestart }
}

function terminatedText(terminated: {
  exitCode: number
  reason?: string | undefined
  signal?: number | undefined
}): string {
  if ((terminated.reason ?? '') !== '') return terminated.reason ?? ''
  return (terminated.signal ?? 0) !== 0
    ? `Signal:${terminated.signal ?? 0}`
    : `ExitCode:${terminated.exitCode}`
}

function condition(pod: Stored<Pod>, type: string): string | undefined {
  return pod.status?.conditions?.find((one) => one.type === type)?.status
}

function finishedBefore(status: ContainerStatus): string | null {
  return status.lastState?.terminated?.finishedAt ?? null
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return Date.parse(a) < Date.parse(b) ? b : a
}
