import type { LabelSelector, LabelSelectorRequirement } from '../../api/schema/kubernetes-types.ts'

export type Labels = Readonly<Record<string, string>>

/** `metav1.LabelSelectorAsSelector`: none selects nothing, an empty one everything. */
export function selects(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  if (selector === undefined) return false
  const { matchLabels = {}, matchExpressions = [] } = selector
  return selectsAll(matchLabels, labels) && matchExpressions.every((one) => meets(one, labels ?? {}))
}

/** Whether the labels hold every pair of the wanted ones. */
export function selectsAll(wanted: Labels, labels: Labels | undefined): boolean {
  return Object.entries(wanted).every(([key, value]) => labels?.[key] === value)
}

function meets({ key, operator, values = [] }: LabelSelectorRequirement, labels: Labels): boolean {
  const value = labels[key]
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    default:
      return false
  }
}
