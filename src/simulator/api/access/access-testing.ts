import type { ApiObject, StoredObject } from '../object.ts'
import type { UserInfo } from '../registry/writer.ts'
import { clusterRoleBindings, clusterRoles, roleBindings, roles, type Resource } from '../resource.ts'
import { createStore } from '../storage/memory-store.ts'
import type { Store } from '../storage/store.ts'
import type { AccessAttributes, ResourceAccess } from './access-attributes.ts'
import { bootstrapPolicy } from './bootstrap-policy.ts'

/** An object as storage keeps it, for tests. */
export function stored(object: ApiObject): StoredObject {
  const { apiVersion = '', kind = '', metadata } = object
  const uid = `uid-of-${metadata?.name ?? ''}`
  const meta = { uid, resourceVersion: '', creationTimestamp: '2026-01-01T00:00:00Z' }
  return { ...object, apiVersion, kind, metadata: { ...metadata, ...meta, name: metadata?.name ?? '' } }
}

/** A store with the policy of a stock cluster, for tests. */
export function storeWithPolicy(): Store {
  const store = createStore()
  const policy = bootstrapPolicy()
  const put = (resource: Resource, objects: readonly ApiObject[]): void => {
    for (const object of objects) store.create(resource, stored(object))
  }
  put(clusterRoles, policy.clusterRoles)
  put(clusterRoleBindings, policy.clusterRoleBindings)
  put(roles, policy.roles)
  put(roleBindings, policy.roleBindings)
  return store
}

export function user(name: string, ...groups: readonly string[]): UserInfo {
  return { name, groups }
}

/** What a user wants of a resource; the rest of it is empty. */
export function wants(
  who: UserInfo,
  verb: string,
  resource: Partial<ResourceAccess> & Pick<ResourceAccess, 'resource'>,
): AccessAttributes {
  const none = { group: '', subresource: '', namespace: '', name: '' }
  return { user: who, verb, resource: { ...none, ...resource }, path: '' }
}
