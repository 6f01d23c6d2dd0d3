import type { KubeApi, KubeObject } from '../../../core/labs/cluster-port.ts'

interface PodFields extends KubeObject {
  readonly status?: { readonly startTime?: string }
}

/** System workloads that read a ConfigMap when they start; CoreDNS looks again only every half minute. */
const readers = [
  { configMap: 'coredns', pods: 'k8s-app=kube-dns' },
  { configMap: 'kube-proxy', pods: 'k8s-app=kube-proxy' },
] as const

/** Deletes the Pods that started before their ConfigMap was last written, so that what runs is what is written. */
export async function restartStaleReaders(kube: KubeApi): Promise<string[]> {
  const namespace = 'kube-system'
  const restarted: string[] = []
  for (const { configMap, pods } of readers) {
    const config = await kube.get({ apiVersion: 'v1', kind: 'ConfigMap', name: configMap, namespace })
    const written = lastWritten(config)
    const all: PodFields[] = await kube.list({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace,
      labelSelector: pods,
    })
    const stale = all.filter(({ status }) => Date.parse(status?.startTime ?? '') <= written)
    await Promise.all(
      stale.map(({ metadata }) =>
        kube.delete({ apiVersion: 'v1', kind: 'Pod', name: metadata.name, namespace }, { graceSeconds: 0 }),
      ),
    )
    if (stale.length > 0) restarted.push(`Pods of ${configMap}`)
  }
  return restarted
}

/** Newest time in managedFields, epoch ms (whole seconds); 0 when unknown. */
function lastWritten(object: KubeObject | null): number {
  const fields = (object?.metadata['managedFields'] ?? []) as readonly { readonly time?: string }[]
  return Math.max(0, ...fields.map(({ time }) => Date.parse(time ?? '') || 0))
}
