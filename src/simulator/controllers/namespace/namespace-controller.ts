import type { Client } from '../../api/client.ts'
import type { Stored } from '../../api/object.ts'
import { namespaces, pods, type Resource } from '../../api/resource.ts'
import type { Namespace } from '../../api/schema/kubernetes-types.ts'
import { customResources } from '../machinery/custom-resources.ts'
import { queueAll } from '../machinery/dependents.ts'
import { clientOf, queueOf, stopAll, type Manager } from '../machinery/manager.ts'
import { sameStatus } from '../machinery/status-writer.ts'
import { namespacedResources } from './namespace-contents.ts'
import { deletionConditions, type Remaining } from './namespace-status.ts'

/** How long to wait for contents that take their time, ms. */
const retryMs = 2000

/**
 * Empties namespaces that are being deleted, Pods first, and then lets them go. Rule: pkg/controller/namespace with ordered deletion; it
 * looks again every 2 s, where Kubernetes waits for half of the longest grace period.
 */
export function startNamespaceController(manager: Manager): () => void {
  const client = clientOf(manager, 'namespace-controller')
  const known = manager.informers.of(namespaces)
  const queue = queueOf(manager, (key) => {
    const namespace = known.byKey(key)
    if (namespace === null || namespace.metadata.deletionTimestamp === undefined) return
    if (!(namespace.spec?.finalizers ?? []).includes('kubernetes')) return
    if (!empty(namespace)) queue.addAfter(key, retryMs)
  })

  /** True when nothing is left. */
  function empty(namespace: Stored<Namespace>): boolean {
    const { name } = namespace.metadata
    const left = deleteAll(client, pods, name)
    const others = namespacedResources(
      customResources(manager.informers).filter(({ namespaced }) => namespaced),
    )
    const remaining =
      left.count > 0
        ? [left]
        : others.map((resource) => deleteAll(client, resource, name)).filter(({ count }) => count > 0)
    const conditions = deletionConditions(remaining, namespace.status?.conditions, manager.clock.now())
    const status = { ...namespace.status, conditions }
    const updated = sameStatus(status, namespace.status)
      ? namespace
      : client.updateStatus(namespaces, { ...namespace, status })
    if (remaining.length > 0) return false
    const finalizers = (updated.spec?.finalizers ?? []).filter((finalizer) => finalizer !== 'kubernetes')
    client.finalize({ ...updated, spec: { ...updated.spec, finalizers } })
    return true
  }

  return stopAll(queueAll(queue, known), () => queue.stop())
}

/** Deletes all objects of a resource in a namespace; what is left waits for its grace period or for finalizers. */
function deleteAll(client: Client, resource: Resource, namespace: string): Remaining {
  for (const { metadata } of client.list(resource, namespace)) {
    if (metadata.deletionTimestamp === undefined) {
      client.delete(resource, namespace, metadata.name, { propagationPolicy: 'Background' })
    }
  }
  const left = client.list(resource, namespace)
  const finalizers = new Map<string, number>()
  for (const { metadata } of left) {
    for (const name of metadata.finalizers ?? []) finalizers.set(name, (finalizers.get(name) ?? 0) + 1)
  }
  return { resource, count: left.length, finalizers }
}
