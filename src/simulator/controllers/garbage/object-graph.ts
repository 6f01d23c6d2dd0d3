import type { ApiObject, Stored } from '../../api/object.ts'
import { apiVersionOf, type Resource } from '../../api/resource.ts'
import type { OwnerReference } from '../../api/schema/kubernetes-types.ts'

export interface GraphNode {
  readonly resource: Resource
  readonly object: Stored<ApiObject>
}

/** Who owns whom, by uid. */
export class ObjectGraph {
  readonly #nodes = new Map<string, GraphNode>()
  readonly #dependents = new Map<string, Set<string>>()
  readonly #kinds = new Set<string>()

  /** From now on objects of this kind that are not in the graph do not exist. */
  know(resource: Resource): void {
    this.#kinds.add(`${apiVersionOf(resource)}/${resource.kind}`)
  }

  put(node: GraphNode): void {
    const { uid } = node.object.metadata
    this.#unlink(uid)
    this.#nodes.set(uid, node)
    for (const owner of ownersOf(node)) {
      const dependents = this.#dependents.get(owner.uid) ?? new Set<string>()
      this.#dependents.set(owner.uid, dependents.add(uid))
    }
  }

  remove(uid: string): void {
    this.#unlink(uid)
    this.#nodes.delete(uid)
  }

  get(uid: string): GraphNode | null {
    return this.#nodes.get(uid) ?? null
  }

  dependentsOf(uid: string): readonly GraphNode[] {
    return [...(this.#dependents.get(uid) ?? [])].flatMap((one) => this.#nodes.get(one) ?? [])
  }

  /** The owner does not exist any more. Kinds that are not known are taken to exist. */
  isGone(owner: OwnerReference): boolean {
    return this.#kinds.has(`${owner.apiVersion}/${owner.kind}`) && !this.#nodes.has(owner.uid)
  }

  #unlink(uid: string): void {
    const node = this.#nodes.get(uid)
    if (node === undefined) return
    for (const owner of ownersOf(node)) this.#dependents.get(owner.uid)?.delete(uid)
  }
}

export function ownersOf({ object }: GraphNode): readonly OwnerReference[] {
  return object.metadata.ownerReferences ?? []
}

export function isDeleted({ object }: GraphNode): boolean {
  return object.metadata.deletionTimestamp !== undefined
}

export function hasFinalizer({ object }: GraphNode, finalizer: string): boolean {
  return object.metadata.finalizers?.includes(finalizer) ?? false
}
