import type { Client, ClientEvent, DeleteOptions } from '../client.ts'
import type { ApiObject, Stored, StoredObject } from '../object.ts'
import { groupResource, namespaces, pods, type Resource } from '../resource.ts'
import type { Namespace } from '../schema/kubernetes-types.ts'
import { StatusError } from '../status-error.ts'
import { boundTo } from './bound-pod.ts'
import { createObject } from './create-object.ts'
import { deleteObject } from './delete-object.ts'
import type { RegistryPorts } from './registry-ports.ts'
import type { ServedResource } from './served-resource.ts'
import { updateObject } from './update-object.ts'
import type { Writer } from './writer.ts'

/**
 * A {@link Client} of a component inside the cluster. What it asks is authorised like anybody's request: `authorize` throws Forbidden.
 */
export function createRegistryClient(
  ports: RegistryPorts,
  servedOf: (resource: Resource) => ServedResource,
  writer: Writer,
  authorize: (
    verb: string,
    resource: Resource,
    namespace: string,
    name: string,
    subresource?: string,
  ) => void,
): Client {
  const typed = <T extends ApiObject>(object: StoredObject): Stored<T> => object as Stored<T>
  return {
    get: <T extends ApiObject>(resource: Resource<T>, namespace: string, name: string) => {
      authorize('get', resource, namespace, name)
      const object = ports.store.get(resource, namespace, name)
      return object === null ? null : typed<T>(object)
    },
    list: <T extends ApiObject>(resource: Resource<T>, namespace: string | null) => {
      authorize('list', resource, namespace ?? '', '')
      return ports.store.list(resource, namespace) as readonly Stored<T>[]
    },
    create: <T extends ApiObject>(resource: Resource<T>, object: T) => {
      const namespace = object.metadata?.namespace ?? ''
      authorize('create', resource, namespace, object.metadata?.name ?? '')
      return typed<T>(createObject(ports, servedOf(resource), namespace, object, writer))
    },
    update: <T extends ApiObject>(resource: Resource<T>, object: Stored<T>) => write(resource, object, ''),
    updateStatus: <T extends ApiObject>(resource: Resource<T>, object: Stored<T>) =>
      write(resource, object, 'status'),
    delete: (resource: Resource, namespace: string, name: string, options: DeleteOptions = {}) => {
      authorize('delete', resource, namespace, name)
      const { uid, ...rest } = options
      try {
        const wire = { ...rest, ...(uid !== undefined && { preconditions: { uid } }) }
        deleteObject(ports, servedOf(resource), namespace, name, wire, writer)
      } catch (error) {
        // It is gone, which is what was asked for.
        if (!(error instanceof StatusError) || error.status.reason !== 'NotFound') throw error
      }
    },
    bind: (namespace: string, pod: string, node: string) => {
      authorize('create', pods, namespace, pod, 'binding')
      updateObject(ports, {
        served: servedOf(pods),
        namespace,
        name: pod,
        subresource: 'binding',
        writer,
        change: (object) => boundTo(object, node, ports.clock.now()),
      })
    },
    finalize: (namespace: Stored<Namespace>) => {
      const { name } = namespace.metadata
      authorize('update', namespaces, '', name, 'finalize')
      updateObject(ports, {
        served: servedOf(namespaces),
        namespace: '',
        name,
        subresource: 'finalize',
        writer,
        change: () => namespace,
      })
    },
    watch: <T extends ApiObject>(resource: Resource<T>, tell: (event: ClientEvent<T>) => void) => {
      authorize('watch', resource, '', '')
      const from = ports.store.revision()
      for (const object of ports.store.list(resource, null)) {
        tell({ type: 'ADDED', object: typed<T>(object), previous: null })
      }
      return ports.store.watch(resource, from, ({ type, object, previous }) => {
        tell({ type, object: typed<T>(object), previous: previous === null ? null : typed<T>(previous) })
      })
    },
  }

  function write<T extends ApiObject>(
    resource: Resource<T>,
    object: Stored<T>,
    subresource: '' | 'status',
  ): Stored<T> {
    const { namespace = '', name } = object.metadata
    authorize('update', resource, namespace, name, subresource)
    const updated = updateObject(ports, {
      served: servedOf(resource),
      namespace,
      name,
      subresource,
      writer,
      change: () => object,
    })
    return typed<T>(updated)
  }
}

/** `deployments.apps`: what a missing rule is called in an error of ours. */
export function unserved(resource: Resource): Error {
  return new Error(`the embedded cluster keeps no ${groupResource(resource)}`)
}
