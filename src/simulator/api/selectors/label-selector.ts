import { goQuote } from '../meta/go-quote.ts'
import type { LabelSelector, LabelSelectorRequirement } from '../schema/kubernetes-types.ts'
import { StatusError } from '../status-error.ts'
import { labelRequirement, type LabelOperator, type LabelRequirement } from './label-requirement.ts'

/**
 * The requirements of a selector object: none for `{}`, which selects everything; null for no selector, which selects nothing. Throws
 * BadRequest for an operator or value that is not valid. Source: apimachinery `metav1.LabelSelectorAsSelector`.
 */
export function selectorRequirements(
  selector: LabelSelector | null | undefined,
): readonly LabelRequirement[] | null {
  if (selector === null || selector === undefined) return null
  return [
    ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) => labelRequirement(key, '=', [value])),
    ...(selector.matchExpressions ?? []).map(ofExpression),
  ].sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
}

/** The requirements of a plain map, as a Service's selector is: none selects everything, so its callers ask first. */
export function mapRequirements(labels: Readonly<Record<string, string>>): readonly LabelRequirement[] {
  return Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ key, operator: '=', values: [value] }))
}

const operators: Readonly<Record<string, LabelOperator>> = {
  In: 'in',
  NotIn: 'notin',
  Exists: 'exists',
  DoesNotExist: '!',
}

function ofExpression({ key, operator, values = [] }: LabelSelectorRequirement): LabelRequirement {
  const known = operators[operator]
  if (known === undefined) {
    throw new StatusError('BadRequest', `${goQuote(operator)} is not a valid label selector operator`)
  }
  return labelRequirement(key, known, values)
}
