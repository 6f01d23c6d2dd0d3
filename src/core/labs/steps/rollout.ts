import { ExitCode, KubedrillError } from '../../../contract/errors.ts'
import type { KubeObject } from '../cluster-port.ts'
import type { WorkloadName } from '../format/names-schema.ts'
import type { LabRun } from '../lab-run.ts'
import { podsOf, workloadRef } from '../workloads.ts'

const timeoutMs = 180_000
const pollMs = 500

/** A workload of the lab does not come up. */
export class RolloutStuckError extends KubedrillError {
  constructor({ namespace, workload }: WorkloadName, detail: string) {
    super({
      code: 'lab.workload-not-ready',
      message: `${namespace}/${workload} did not become ready in ${timeoutMs / 1000} s: ${detail}.`,
      remedy:
        'Load the images beforehand with `kubedrill cluster prefetch`, free some memory, then reset the lab.',
      exit: ExitCode.environment,
    })
  }
}

interface WorkloadFields extends KubeObject {
  readonly spec?: { readonly replicas?: number }
  readonly status?: {
    readonly observedGeneration?: number
    readonly replicas?: number
    readonly updatedReplicas?: number
    readonly readyReplicas?: number
    readonly desiredNumberScheduled?: number
    readonly updatedNumberScheduled?: number
    readonly numberReady?: number
  }
}

/**
 * Resolves once every Pod of the workload is of its present template and ready and no older one is left, as
 * `kubectl rollout status` plus the end of what terminates. Rejects with {@link RolloutStuckError} after three minutes.
 */
export async function rolledOut(run: LabRun, name: WorkloadName): Promise<void> {
  const { cluster, clock, cancel } = run
  const deadline = clock.now() + timeoutMs
  for (;;) {
    const missing = await whatIsMissing(run, name)
    if (missing === null) return
    if (clock.now() > deadline) throw new RolloutStuckError(name, await whyNot(cluster.kube, name, missing))
    await clock.sleep(pollMs, cancel)
  }
}

async function whatIsMissing({ cluster }: LabRun, name: WorkloadName): Promise<string | null> {
  const workload: WorkloadFields | null = await cluster.kube.get(workloadRef(name))
  if (workload === null) return 'it does not exist'
  const { status = {}, metadata } = workload
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) return 'its controller has not seen it'
  const wanted = name.kind === 'DaemonSet' ? status.desiredNumberScheduled : (workload.spec?.replicas ?? 1)
  const updated = status.updatedNumberScheduled ?? status.updatedReplicas ?? 0
  const ready = status.numberReady ?? status.readyReplicas ?? 0
  if (wanted === undefined || updated < wanted || ready < wanted)
    return `${ready} of ${wanted ?? 1} Pods ready`
  const pods = await podsOf(cluster.kube, name)
  return pods.length > wanted ? `${pods.length - wanted} old Pods still end` : null
}

interface PodFields extends KubeObject {
  readonly status?: {
    readonly containerStatuses?: readonly {
      readonly state?: { readonly waiting?: { readonly reason?: string; readonly message?: string } }
    }[]
  }
}

/** What a container of it waits for, as the kubelet says it. */
async function whyNot(kube: LabRun['cluster']['kube'], name: WorkloadName, missing: string): Promise<string> {
  const pods = await podsOf(kube, name)
  for (const pod of pods) {
    const object: PodFields | null = await kube.get({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: pod.namespace,
      name: pod.name,
    })
    const waiting = object?.status?.containerStatuses?.find(({ state }) => state?.waiting !== undefined)
      ?.state?.waiting
    if (waiting !== undefined) return `${missing}; ${waiting.reason ?? ''} ${waiting.message ?? ''}`.trim()
  }
  return missing
}
