import type { Cancellation, Clock } from '../../../core/clock.ts'
import type { KubeApi } from '../../../core/labs/cluster-port.ts'

/** What makes Pods, owners before what they own. */
const podMakers = [
  { apiVersion: 'batch/v1', kind: 'CronJob' },
  { apiVersion: 'batch/v1', kind: 'Job' },
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  { apiVersion: 'apps/v1', kind: 'DaemonSet' },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
  { apiVersion: 'v1', kind: 'ReplicationController' },
] as const

/**
 * Deletes namespaces with all that is in them. Pods go first and without grace: the namespace controller waits for half of
 * their grace period before it looks again. Rejects with `kubernetes.delete-timeout` when a finalizer holds one.
 */
export async function removeNamespaces(
  kube: KubeApi,
  namespaces: readonly string[],
  clock: Clock,
  cancel: Cancellation,
): Promise<void> {
  await Promise.all(namespaces.map((namespace) => removePods(kube, namespace, clock, cancel)))
  cancel.throwIfAborted()
  await Promise.all(namespaces.map((name) => kube.delete({ apiVersion: 'v1', kind: 'Namespace', name })))
}

async function removePods(
  kube: KubeApi,
  namespace: string,
  clock: Clock,
  cancel: Cancellation,
): Promise<void> {
  for (const kind of podMakers) {
    for (const { metadata } of await kube.list({ ...kind, namespace })) {
      await kube.delete({ ...kind, name: metadata.name, namespace }, { wait: false })
    }
  }
  // A Pod may still be made while its owner goes: twice in a row none is the end.
  for (let empty = 0; empty < 2;) {
    const pods = await kube.list({ apiVersion: 'v1', kind: 'Pod', namespace })
    empty = pods.length === 0 ? empty + 1 : 0
    await Promise.all(
      pods.map(({ metadata }) =>
        kube.delete(
          { apiVersion: 'v1', kind: 'Pod', name: metadata.name, namespace },
          { graceSeconds: 0, wait: false },
        ),
      ),
    )
    await clock.sleep(100, cancel)
  }
}
