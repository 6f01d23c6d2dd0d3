import type {
  Container,
  ContainerStateTerminated,
  ContainerStateWaiting,
} from '../api/schema/kubernetes-types.ts'
import type { Image } from '../containers/images/image.ts'
import type { ContainerLog } from './container-log.ts'
import type { ProbeResults } from './probes/probe-workers.ts'
import type { RunningContainer } from './running-container.ts'

export type SlotKind = 'init' | 'sidecar' | 'main' | 'ephemeral'

/** What the kubelet knows of one container of a Pod, over all its runs. */
export interface Slot {
  readonly kind: SlotKind
  spec: Container
  run: RunningContainer | null
  /** How the last run ended; the container's state while nothing follows it. */
  ended: ContainerStateTerminated | null
  /** The run before the one that {@link state} shows. */
  last: ContainerStateTerminated | null
  /** While there is nothing to run: why. */
  waiting: ContainerStateWaiting | null
  restarts: number
  image: Image | null
  log: ContainerLog | null
  previousLog: ContainerLog | null
  probes: ProbeResults | null
  /** Of crashes: ms, and when it began to count. */
  backOff: { readonly ms: number; readonly since: number } | null
  /** The run is being ended. */
  killing: boolean
  /** A start was tried and comes again at this time; epoch ms. */
  retryAt: number | null
}

export function slotOf(kind: SlotKind, spec: Container): Slot {
  return {
    kind,
    spec,
    run: null,
    ended: null,
    last: null,
    waiting: null,
    restarts: 0,
    image: null,
    log: null,
    previousLog: null,
    probes: null,
    backOff: null,
    killing: false,
    retryAt: null,
  }
}

/** `spec.containers{web}`: how events name a container. */
export function fieldPathOf({ kind, spec }: Slot): string {
  const list = {
    main: 'containers',
    init: 'initContainers',
    sidecar: 'initContainers',
    ephemeral: 'ephemeralContainers',
  }[kind]
  return `spec.${list}{${spec.name}}`
}

/** Whether a container has started: for one with a startup probe, once that passed. */
export function isStarted({ run, probes }: Slot): boolean {
  return run !== null && (probes?.started() ?? true)
}

export function isReady(slot: Slot): boolean {
  if (slot.kind === 'init') return slot.ended?.exitCode === 0
  if (slot.kind === 'ephemeral') return false
  return isStarted(slot) && (slot.probes?.ready() ?? true)
}
