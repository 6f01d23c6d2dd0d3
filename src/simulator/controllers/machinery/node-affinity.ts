import type { Stored } from '../../api/object.ts'
import type {
  Node,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodSpec,
} from '../../api/schema/kubernetes-types.ts'
import { selectsAll } from './label-selector.ts'

/** The Pod's nodeSelector and required node affinity let it run there. Rule: component-helpers `nodeaffinity`. */
export function fitsNode(spec: PodSpec | undefined, node: Stored<Node>): boolean {
  if (!selectsAll(spec?.nodeSelector ?? {}, node.metadata.labels)) return false
  const required = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  return required === undefined || required.nodeSelectorTerms.some((term) => matchesTerm(term, node))
}

/** An empty term matches nothing. */
export function matchesTerm(
  { matchExpressions = [], matchFields = [] }: NodeSelectorTerm,
  node: Stored<Node>,
): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false
  const { name, labels = {} } = node.metadata
  return (
    matchExpressions.every((one) => meets(one, labels[one.key])) &&
    matchFields.every((one) => meets(one, one.key === 'metadata.name' ? name : undefined))
  )
}

function meets({ operator, values = [] }: NodeSelectorRequirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
      return Number(value) > Number(values[0])
    case 'Lt':
      return Number(value) < Number(values[0])
    default:
      return false
  }
}
