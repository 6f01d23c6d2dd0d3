import type { KubeApi, KubeObject, KubeRef } from './cluster-port.ts'
import type { WorkloadName } from './format/names-schema.ts'

/** A Pod of a workload, as checks and steps need it. */
export interface WorkloadPod {
  readonly name: string
  readonly namespace: string
  readonly address: string | undefined
  /** Its phase is Running and nobody deleted it. */
  readonly running: boolean
  readonly ready: boolean
  readonly terminating: boolean
}

interface PodFields extends KubeObject {
  readonly status?: {
    readonly phase?: string
    readonly podIP?: string
    readonly conditions?: readonly { readonly type: string; readonly status: string }[]
  }
}
interface SelectorFields extends KubeObject {
  readonly spec?: { readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> } }
}

export function workloadRef({ kind, namespace, workload }: WorkloadName): KubeRef {
  return { apiVersion: 'apps/v1', kind, namespace, name: workload }
}

/**
 * The Pods that a workload owns, by owner references: a Pod that only carries the labels is none of its. Empty when there is
 * no such workload.
 */
export async function podsOf(kube: KubeApi, name: WorkloadName): Promise<WorkloadPod[]> {
  const workload: SelectorFields | null = await kube.get(workloadRef(name))
  const uid = workload?.metadata.uid
  if (workload === null || uid === undefined) return []
  const owners = name.kind === 'Deployment' ? await replicaSetsOf(kube, name.namespace, uid) : [uid]
  const pods: PodFields[] = await kube.list({ apiVersion: 'v1', kind: 'Pod', namespace: name.namespace })
  return pods
    .filter((pod) => ownerOf(pod) !== undefined && owners.includes(ownerOf(pod) ?? ''))
    .map(podOf)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function replicaSetsOf(kube: KubeApi, namespace: string, deployment: string): Promise<string[]> {
  const sets = await kube.list({ apiVersion: 'apps/v1', kind: 'ReplicaSet', namespace })
  return sets.filter((set) => ownerOf(set) === deployment).flatMap(({ metadata }) => metadata.uid ?? [])
}

function ownerOf({ metadata }: KubeObject): string | undefined {
  const owners = (metadata['ownerReferences'] ?? []) as readonly { uid: string; controller?: boolean }[]
  return owners.find(({ controller }) => controller === true)?.uid
}

function podOf({ metadata, status }: PodFields): WorkloadPod {
  const terminating = metadata.deletionTimestamp !== undefined
  return {
    name: metadata.name,
    namespace: metadata.namespace ?? '',
    address: status?.podIP,
    running: status?.phase === 'Running' && !terminating,
    ready: (status?.conditions ?? []).some(({ type, status: is }) => type === 'Ready' && is === 'True'),
    terminating,
  }
}
