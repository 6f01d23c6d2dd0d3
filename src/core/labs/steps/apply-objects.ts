import type { KubeObject } from '../cluster-port.ts'
import type { WorkloadName } from '../format/names-schema.ts'
import type { LabRun } from '../lab-run.ts'
import { inCreationOrder } from '../manifests/identity.ts'
import { rolledOut } from './rollout.ts'

/** One manager for all that a lab writes, and kubectl's own, so that who wrote a field tells nothing. */
export const fieldManager = 'kubectl'

const workloadKinds: readonly string[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
] satisfies WorkloadName['kind'][]

export function isWorkload(kind: string): kind is WorkloadName['kind'] {
  return workloadKinds.includes(kind)
}

/** Applies objects in creation order, making their namespaces first, and waits for their workloads but those in `unready`. */
export async function applyObjects(
  run: LabRun,
  objects: readonly KubeObject[],
  unready: readonly string[],
): Promise<void> {
  await makeNamespaces(run, objects)
  for (const object of inCreationOrder(objects)) {
    run.cancel.throwIfAborted()
    await run.cluster.kube.apply(object, fieldManager)
  }
  await Promise.all(
    objects
      .flatMap((object) => workloadOf(object) ?? [])
      .filter(({ workload }) => !unready.includes(workload))
      .map((name) => rolledOut(run, name)),
  )
}

async function makeNamespaces(run: LabRun, objects: readonly KubeObject[]): Promise<void> {
  const names = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []))
  for (const name of [...names].sort()) {
    const ref = { apiVersion: 'v1', kind: 'Namespace', name }
    if ((await run.cluster.kube.get(ref)) !== null) continue
    await run.cluster.kube.apply(
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'kubedrill' } },
      },
      fieldManager,
    )
  }
}

function workloadOf({ kind, metadata: { name, namespace = '' } }: KubeObject): WorkloadName | null {
  return isWorkload(kind) ? { kind, namespace, workload: name } : null
}
