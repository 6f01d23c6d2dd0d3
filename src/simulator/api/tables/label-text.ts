import type { LabelSelector, LabelSelectorRequirement } from '../schema/kubernetes-types.ts'

/** `app=web,tier=front` in the order of the keys, `<none>` without labels. Rule: apimachinery `labels.FormatLabels`. */
export function labelText(labels: Readonly<Record<string, string>> | null | undefined): string {
  const pairs = Object.entries(labels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort()
  return pairs.length === 0 ? '<none>' : pairs.join(',')
}

/** As {@link selectorText}, `<none>` when it selects everything or nothing. Rule: `metav1.FormatLabelSelector`. */
export function selectorCell(selector: LabelSelector | null | undefined): string {
  const text = selectorText(selector)
  return text === '' ? '<none>' : text
}

/** `app=web,tier in (a,b),!old` in the order of the keys. Rule: apimachinery `labels.Requirement.String`. */
export function selectorText(selector: LabelSelector | null | undefined): string {
  const requirements = [
    ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => ({ key, text: `${key}=${value}` })),
    ...(selector?.matchExpressions ?? []).map((one) => ({ key: one.key, text: requirementText(one) })),
  ]
  return requirements
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ text }) => text)
    .join(',')
}

function requirementText({ key, operator, values }: LabelSelectorRequirement): string {
  const list = [...(values ?? [])].sort().join(',')
  switch (operator) {
    case 'In':
      return `${key} in (${list})`
    case 'NotIn':
      return `${key} notin (${list})`
    case 'Exists':
      return key
    default:
      return `!${key}`
  }
}
