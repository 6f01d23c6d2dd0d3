import type { ClientEvent, DeleteOptions } from '../../api/client.ts'
import type { ApiObject } from '../../api/object.ts'
import { semanticEqual } from '../../api/meta/semantic-equality.ts'
import * as resources from '../../api/resource.ts'
import { customResourceDefinitions, groupResource, type Resource } from '../../api/resource.ts'
import type { ObjectMeta } from '../../api/schema/kubernetes-types.ts'
import { customResources } from '../machinery/custom-resources.ts'
import { clientOf, queueOf, type Manager } from '../machinery/manager.ts'
import { namespacedResources } from '../namespace/namespace-contents.ts'
import { hasFinalizer, isDeleted, ObjectGraph, ownersOf, type GraphNode } from './object-graph.ts'

const foreground = 'foregroundDeletion'
const orphan = 'orphan'

/** Deletes what lost its owners, in the way that the owner's deletion asked for. Rule: pkg/controller/garbagecollector. */
export function startGarbageCollector(manager: Manager): () => void {
  const client = clientOf(manager, 'generic-garbage-collector')
  const graph = new ObjectGraph()
  const ends: (() => void)[] = []
  const watched = new Set<string>()
  const queue = queueOf(manager, (uid) => {
    const node = graph.get(uid)
    if (node !== null) sync(node)
  })

  function sync(node: GraphNode): void {
    if (isDeleted(node) && hasFinalizer(node, orphan)) {
      for (const dependent of graph.dependentsOf(node.object.metadata.uid))
        removeOwners(dependent, [node.object.metadata.uid])
      writeMeta(node, { finalizers: withoutFinalizer(node, orphan) })
    } else if (isDeletingDependents(node)) deleteDependents(node)
    else if (!isDeleted(node)) collect(node)
  }

  function deleteDependents(node: GraphNode): void {
    const { uid } = node.object.metadata
    const dependents = graph.dependentsOf(uid)
    const blocking = dependents.filter((dependent) =>
      ownersOf(dependent).some((owner) => owner.uid === uid && owner.blockOwnerDeletion === true),
    )
    if (blocking.length === 0) writeMeta(node, { finalizers: withoutFinalizer(node, foreground) })
    for (const dependent of dependents) if (!isDeleted(dependent)) queue.add(dependent.object.metadata.uid)
  }

  /** Rule: garbagecollector.go `attemptToDeleteItem`. */
  function collect(node: GraphNode): void {
    const owners = ownersOf(node)
    if (owners.length === 0) return
    const gone = owners.filter((owner) => graph.isGone(owner))
    const waiting = owners.filter(({ uid }) => {
      const owner = graph.get(uid)
      return owner !== null && isDeletingDependents(owner)
    })
    if (gone.length + waiting.length < owners.length) {
      if (gone.length + waiting.length > 0)
        removeOwners(
          node,
          [...gone, ...waiting].map(({ uid }) => uid),
        )
      return
    }
    const hasDependents = graph.dependentsOf(node.object.metadata.uid).length > 0
    const policy = waiting.length > 0 && hasDependents ? 'Foreground' : ownPolicy(node)
    remove(node, policy)
  }

  function remove(
    { resource, object }: GraphNode,
    propagationPolicy: NonNullable<DeleteOptions['propagationPolicy']>,
  ): void {
    const { namespace = '', name, uid } = object.metadata
    client.delete(resource, namespace, name, { uid, propagationPolicy })
  }

  function removeOwners(node: GraphNode, uids: readonly string[]): void {
    writeMeta(node, { ownerReferences: ownersOf(node).filter(({ uid }) => !uids.includes(uid)) })
  }

  function writeMeta(
    { resource, object }: GraphNode,
    metadata: Pick<ObjectMeta, 'finalizers' | 'ownerReferences'>,
  ): void {
    const { namespace = '', name, uid } = object.metadata
    const current = client.get(resource, namespace, name)
    if (current?.metadata.uid !== uid) return
    client.update(resource, { ...current, metadata: { ...current.metadata, ...metadata } })
  }

  function observe(resource: Resource, { type, object, previous }: ClientEvent<ApiObject>): void {
    const { uid } = object.metadata
    const node: GraphNode = { resource, object }
    if (type === 'DELETED') {
      graph.remove(uid)
      for (const dependent of graph.dependentsOf(uid)) queue.add(dependent.object.metadata.uid)
      // An owner may wait for its last dependent.
      for (const owner of ownersOf(node)) queue.add(owner.uid)
      return
    }
    graph.put(node)
    const sameOwners = semanticEqual(previous?.metadata.ownerReferences, object.metadata.ownerReferences)
    if (type === 'ADDED' || !sameOwners) {
      queue.add(uid)
      for (const owner of previous?.metadata.ownerReferences ?? []) queue.add(owner.uid)
    }
    if (isDeleted(node) && (hasFinalizer(node, orphan) || hasFinalizer(node, foreground))) queue.add(uid)
  }

  function watch(resource: Resource): void {
    const name = groupResource(resource)
    if (watched.has(name)) return
    watched.add(name)
    ends.push(manager.informers.of(resource).onChange((event) => observe(resource, event)))
    graph.know(resource)
  }

  for (const resource of [...namespacedResources([]), ...clusterResources]) watch(resource)
  ends.push(
    manager.informers.of(customResourceDefinitions).onChange(() => {
      for (const resource of customResources(manager.informers)) watch(resource)
    }),
  )
  return () => {
    for (const end of ends) end()
    queue.stop()
  }
}

const clusterResources: readonly Resource[] = [
  resources.nodes,
  resources.namespaces,
  resources.ingressClasses,
  resources.ipAddresses,
  resources.serviceCidrs,
  resources.clusterRoles,
  resources.clusterRoleBindings,
  resources.customResourceDefinitions,
]

function isDeletingDependents(node: GraphNode): boolean {
  return isDeleted(node) && hasFinalizer(node, foreground)
}

function ownPolicy(node: GraphNode): NonNullable<DeleteOptions['propagationPolicy']> {
  if (hasFinalizer(node, orphan)) return 'Orphan'
  return hasFinalizer(node, foreground) ? 'Foreground' : 'Background'
}

function withoutFinalizer({ object }: GraphNode, finalizer: string): readonly string[] {
  return (object.metadata.finalizers ?? []).filter((one) => one !== finalizer)
}
