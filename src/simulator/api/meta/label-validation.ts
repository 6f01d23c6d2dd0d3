import type { LabelSelector, LabelSelectorRequirement } from '../schema/kubernetes-types.ts'
import type { FieldError } from '../status-error.ts'
import { forbiddenField, invalidFor, invalidValue, required } from './field-errors.ts'
import { isQualifiedName, isValidLabelValue } from './qualified-names.ts'

type Labels = Readonly<Record<string, string>>

/** What is wrong with labels, in the order of their keys. Source: apimachinery `v1validation.ValidateLabels`. */
export function validateLabels(labels: Labels | undefined, path: string): readonly FieldError[] {
  return Object.entries(labels ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, value]) => [
      ...validateLabelName(key, path),
      ...invalidFor(path, value, isValidLabelValue(value)),
    ])
}

/** What is wrong with a label's key. */
export function validateLabelName(key: string, path: string): readonly FieldError[] {
  return invalidFor(path, key, isQualifiedName(key))
}

/** What is wrong with a selector object; none is right. Source: apimachinery `v1validation.ValidateLabelSelector`. */
export function validateLabelSelector(
  selector: LabelSelector | undefined,
  path: string,
): readonly FieldError[] {
  const expressions = selector?.matchExpressions ?? []
  return [
    ...validateLabels(selector?.matchLabels, `${path}.matchLabels`),
    ...expressions.flatMap((expression, index) =>
      validateRequirement(expression, `${path}.matchExpressions[${index}]`),
    ),
  ]
}

function validateRequirement(requirement: LabelSelectorRequirement, path: string): readonly FieldError[] {
  const { key, operator, values = [] } = requirement
  return [
    ...operatorErrors(operator, values, path),
    ...validateLabelName(key, `${path}.key`),
    ...values.flatMap((value, index) =>
      invalidFor(`${path}.values[${index}]`, value, isValidLabelValue(value)),
    ),
  ]
}

function operatorErrors(operator: string, values: readonly string[], path: string): readonly FieldError[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0
        ? []
        : [required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'")]
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0
        ? []
        : [
            forbiddenField(
              `${path}.values`,
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
            ),
          ]
    default:
      return [invalidValue(`${path}.operator`, operator, 'not a valid selector operator')]
  }
}
