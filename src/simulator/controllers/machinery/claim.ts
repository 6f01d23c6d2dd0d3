import type { Client } from '../../api/client.ts'
import type { ApiObject, Stored } from '../../api/object.ts'
import type { Resource } from '../../api/resource.ts'
import type { OwnerReference } from '../../api/schema/kubernetes-types.ts'
import { controllerOf, controllerReference } from './owners.ts'

/**
 * The objects that belong to `owner`: its own that it still selects, and orphans that it selects, which it adopts; its own that it does
 * not select any more are released. An owner that is being deleted adopts and releases nothing.
 * Rule: pkg/controller `BaseControllerRefManager.ClaimObject`.
 */
export function claim<T extends ApiObject>(
  client: Client,
  resource: Resource<T>,
  owner: Stored<ApiObject>,
  candidates: readonly Stored<T>[],
  matches: (object: Stored<T>) => boolean,
): readonly Stored<T>[] {
  const deleted = owner.metadata.deletionTimestamp !== undefined
  return candidates.flatMap((object) => {
    const controller = controllerOf(object)
    if (controller !== undefined && controller.uid !== owner.metadata.uid) return []
    if (controller !== undefined && matches(object)) return [object]
    if (deleted) return []
    if (controller !== undefined) {
      const rest = (object.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== owner.metadata.uid)
      client.update(resource, withOwners(object, rest))
      return []
    }
    if (!matches(object) || object.metadata.deletionTimestamp !== undefined) return []
    const owners = [...(object.metadata.ownerReferences ?? []), controllerReference(owner)]
    return [client.update(resource, withOwners(object, owners))]
  })
}

function withOwners<T extends ApiObject>(
  object: Stored<T>,
  ownerReferences: readonly OwnerReference[],
): Stored<T> {
  return { ...object, metadata: { ...object.metadata, ownerReferences } }
}
