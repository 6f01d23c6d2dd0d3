import type { Slot } from '../slot.ts'

export type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed'

/** The Pod's phase (kubernetes `pkg/kubelet/kubelet_pods.go` getPhase). */
export function phaseOf(slots: readonly Slot[], restartPolicy: string, initialized: boolean): Phase {
  const endOf = (slot: Slot) => slot.ended ?? (slot.waiting === null ? null : slot.last)
  let pendingInit = 0
  let failedInit = false
  for (const slot of slots.filter(({ kind }) => kind === 'init')) {
    const end = endOf(slot)
    if (slot.run !== null || end === null) pendingInit += 1
    else if (end.exitCode !== 0) {
      if (restartPolicy === 'Never') failedInit = true
      else pendingInit += 1
    }
  }
  const sidecars = slots.filter(({ kind }) => kind === 'sidecar')
  const pendingSidecar = sidecars.some(({ run, probes, last, ended }) =>
    run === null ? last === null && ended === null : !(probes?.started() ?? true),
  )
  if (failedInit) return 'Failed'
  if ((pendingInit > 0 || pendingSidecar) && !initialized) return 'Pending'
  const main = slots.filter(({ kind }) => kind === 'main')
  const ends = main.filter(({ run }) => run === null).map(endOf)
  const unknown = ends.some((end) => end === null)
  if (unknown) return 'Pending'
  const stopped = ends.length
  if (stopped < main.length) return 'Running'
  if (sidecars.some(({ run }) => run !== null)) return 'Running'
  if (restartPolicy === 'Always') return 'Running'
  const succeeded = ends.filter((end) => end?.exitCode === 0).length
  if (succeeded === stopped) return 'Succeeded'
  return restartPolicy === 'Never' ? 'Failed' : 'Running'
}
