import type { ApiObject, Stored } from '../../api/object.ts'
import type { OwnerReference } from '../../api/schema/kubernetes-types.ts'
import type { Index } from './informer.ts'

/** `metav1.NewControllerRef` */
export function controllerReference({ apiVersion, kind, metadata }: Stored<ApiObject>): OwnerReference {
  const { name, uid } = metadata
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }
}

/** The owner that manages the object; undefined for an orphan. */
export function controllerOf({ metadata }: Stored<ApiObject>): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller === true)
}

/** By the uid of the controller; '' for orphans. */
export const byController: Index<ApiObject> = {
  name: 'controller',
  keys: (object) => [controllerOf(object)?.uid ?? ''],
}
