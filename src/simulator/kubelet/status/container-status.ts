import { timestamp } from '../../api/object.ts'
import type { ContainerState, ContainerStatus } from '../../api/schema/kubernetes-types.ts'
import { isReady, isStarted, type Slot } from '../slot.ts'

/** One container's status (kubernetes `kubelet_pods.go` convertToAPIContainerStatuses). `initializing`: it waits for init containers. */
export function containerStatusOf(slot: Slot, initializing: boolean): ContainerStatus {
  const { spec, run, ended, last, image } = slot
  const shown = slot.run !== null || slot.waiting !== null ? last : null
  const id = run?.id ?? ended?.containerID ?? last?.containerID
  return {
    ...(id !== undefined && { containerID: id.startsWith('containerd://') ? id : `containerd://${id}` }),
    image: id === undefined ? (spec.image ?? '') : (image?.reference ?? spec.image ?? ''),
    imageID: id === undefined ? '' : (image?.id ?? ''),
    lastState: shownLast(slot, shown),
    name: spec.name,
    ready: isReady(slot),
    ...(id !== undefined && { resources: spec.resources ?? {} }),
    ...(id !== undefined &&
      spec.resources?.requests !== undefined && { allocatedResources: spec.resources.requests }),
    restartCount: slot.restarts,
    started: isStarted(slot),
    state: stateOf(slot, initializing),
    ...((spec.volumeMounts ?? []).length > 0 && {
      volumeMounts: (spec.volumeMounts ?? []).map(({ mountPath, name, readOnly }) => ({
        mountPath,
        name,
        ...(readOnly === true && { readOnly, recursiveReadOnly: 'Disabled' }),
      })),
    }),
  }
}

function stateOf(slot: Slot, initializing: boolean): ContainerState {
  if (slot.run !== null) return { running: { startedAt: timestamp(slot.run.startedAt) } }
  if (slot.waiting !== null) return { waiting: slot.waiting }
  if (slot.ended !== null) return { terminated: slot.ended }
  const reason = initializing ? 'PodInitializing' : 'ContainerCreating'
  return { waiting: { reason } }
}

function shownLast(slot: Slot, shown: Slot['last']): ContainerState {
  if (shown !== null) return { terminated: shown }
  return slot.ended !== null && slot.last !== null ? { terminated: slot.last } : {}
}
