import type { Cancellation, Clock } from '../../../core/clock.ts'
import type { KubeApi, KubeObject } from '../../../core/labs/cluster-port.ts'
import { NotRestorable } from './baseline.ts'

interface Workload extends KubeObject {
  readonly spec?: { readonly replicas?: number }
  readonly status?: {
    readonly observedGeneration?: number
    readonly replicas?: number
    readonly updatedReplicas?: number
    readonly availableReplicas?: number
    readonly desiredNumberScheduled?: number
    readonly updatedNumberScheduled?: number
    readonly numberAvailable?: number
  }
}

const patienceMs = 90_000

/** Resolves once every Deployment and DaemonSet of kube-system is rolled out and available. */
export async function systemSettled(kube: KubeApi, clock: Clock, cancel: Cancellation): Promise<void> {
  const deadline = clock.now() + patienceMs
  for (;;) {
    const waiting = await unsettled(kube)
    if (waiting.length === 0) return
    if (clock.now() > deadline) throw new NotRestorable(`${waiting.join(', ')} did not become ready`)
    await clock.sleep(250, cancel)
  }
}

async function unsettled(kube: KubeApi): Promise<string[]> {
  const namespace = 'kube-system'
  const [deployments, daemonSets] = await Promise.all([
    kube.list({ apiVersion: 'apps/v1', kind: 'Deployment', namespace }),
    kube.list({ apiVersion: 'apps/v1', kind: 'DaemonSet', namespace }),
  ])
  return [
    ...deployments.filter((deployment) => !isRolledOut(deployment)),
    ...daemonSets.filter((daemonSet) => !isOnAllNodes(daemonSet)),
  ].map(({ kind, metadata }) => `${kind} ${metadata.name}`)
}

function isRolledOut({ metadata, spec, status }: Workload): boolean {
  const wanted = spec?.replicas ?? 1
  const counts = [status?.replicas, status?.updatedReplicas, status?.availableReplicas]
  return (
    status?.observedGeneration === metadata.generation && counts.every((count) => (count ?? 0) === wanted)
  )
}

function isOnAllNodes({ metadata, status }: Workload): boolean {
  const counts = [status?.updatedNumberScheduled, status?.numberAvailable]
  return (
    status?.observedGeneration === metadata.generation &&
    counts.every((count) => (count ?? 0) === status?.desiredNumberScheduled)
  )
}
