import type { Stored } from '../../api/object.ts'
import type { Node, Pod } from '../../api/schema/kubernetes-types.ts'
import { isDone } from '../machinery/pod-state.ts'
import { added, amountsOf, podRequests, type Amounts } from './pod-requests.ts'

/** A node with the Pods that are bound to it and not done. */
export interface NodeInfo {
  readonly node: Stored<Node>
  readonly pods: readonly Stored<Pod>[]
  readonly allocatable: Amounts
  readonly requested: Amounts
}

/** In the order of the nodes' names. */
export function nodeInfos(nodes: readonly Stored<Node>[], pods: readonly Stored<Pod>[]): readonly NodeInfo[] {
  const byNode = Map.groupBy(
    pods.filter((pod) => !isDone(pod)),
    ({ spec }) => spec?.nodeName ?? '',
  )
  return [...nodes]
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
    .map((node) => {
      const bound = byNode.get(node.metadata.name) ?? []
      return {
        node,
        pods: bound,
        allocatable: amountsOf(node.status?.allocatable),
        requested: bound.map(podRequests).reduce(added, new Map()),
      }
    })
}
