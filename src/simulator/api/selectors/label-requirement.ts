import { goQuote } from '../meta/go-quote.ts'
import { isQualifiedName, isValidLabelValue } from '../meta/qualified-names.ts'
import { StatusError } from '../status-error.ts'

export type LabelOperator = '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt'

/** One condition on labels. All of a list must hold; none holds always. */
export interface LabelRequirement {
  readonly key: string
  readonly operator: LabelOperator
  /** Sorted, each once. */
  readonly values: readonly string[]
}

type Labels = Readonly<Record<string, string>>

/** Whether labels meet every requirement; null (no selector) matches nothing. Source: apimachinery `labels.Requirement.Matches`. */
export function matchesLabels(
  requirements: readonly LabelRequirement[] | null,
  labels: Labels | undefined,
): boolean {
  return requirements?.every((requirement) => meets(requirement, labels ?? {})) ?? false
}

/** A requirement whose key and values are right. Throws BadRequest with the texts of `labels.NewRequirement`. */
export function labelRequirement(
  key: string,
  operator: LabelOperator,
  values: readonly string[],
): LabelRequirement {
  const sorted = [...new Set(values)].sort()
  const errors = [
    ...keyErrors(key, 'key'),
    ...countErrors(operator, sorted),
    ...sorted.flatMap((value, index) => valueErrors(key, value, index)),
  ]
  if (errors.length > 0) throw new StatusError('BadRequest', joined(errors))
  return { key, operator, values: sorted }
}

/** What is wrong with a key; `field` as the error names it. */
export function keyErrors(key: string, field: string): readonly string[] {
  const errors = isQualifiedName(key)
  return errors.length === 0 ? [] : [`${field}: Invalid value: ${goQuote(key)}: ${errors.join('; ')}`]
}

function meets({ key, operator, values }: LabelRequirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined
  switch (operator) {
    case 'exists':
      return value !== undefined
    case '!':
      return value === undefined
    case '!=':
    case 'notin':
      return value === undefined || !values.includes(value)
    case 'gt':
    case 'lt':
      return value !== undefined && compares(operator, value, values[0] ?? '')
    case '=':
    case '==':
    case 'in':
      return value !== undefined && values.includes(value)
  }
}

function compares(operator: 'gt' | 'lt', value: string, bound: string): boolean {
  if (!isInteger(value) || !isInteger(bound)) return false
  return operator === 'gt' ? BigInt(value) > BigInt(bound) : BigInt(value) < BigInt(bound)
}

function countErrors(operator: LabelOperator, values: readonly string[]): readonly string[] {
  const shown = `[${values.map(goQuote).join(',')}]`
  const wrong = (why: string): readonly string[] => [`values: Invalid value: ${shown}: ${why}`]
  switch (operator) {
    case 'in':
    case 'notin':
      return values.length > 0 ? [] : wrong("for 'in', 'notin' operators, values set can't be empty")
    case '=':
    case '==':
    case '!=':
      return values.length === 1 ? [] : wrong('exact-match compatibility requires one single value')
    case 'exists':
    case '!':
      return values.length === 0 ? [] : wrong('values set must be empty for exists and does not exist')
    case 'gt':
    case 'lt':
      return [
        ...(values.length === 1 ? [] : wrong("for 'Gt', 'Lt' operators, exactly one value is required")),
        ...values.flatMap((value, index) =>
          isInteger(value)
            ? []
            : [
                `values[${index}]: Invalid value: ${goQuote(value)}: for 'Gt', 'Lt' operators, the value must be an integer`,
              ],
        ),
      ]
  }
}

function valueErrors(key: string, value: string, index: number): readonly string[] {
  const errors = isValidLabelValue(value)
  return errors.length === 0
    ? []
    : [`values[${index}][${key}]: Invalid value: ${goQuote(value)}: ${errors.join('; ')}`]
}

/** As `strconv.ParseInt` takes it, within 64 bits. */
function isInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text)
}

/** As an aggregate of errors is written. */
function joined(errors: readonly string[]): string {
  const [only = ''] = errors
  return errors.length === 1 ? only : `[${[...new Set(errors)].join(', ')}]`
}
