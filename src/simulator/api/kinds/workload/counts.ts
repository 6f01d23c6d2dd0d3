import { invalidFor, invalidValue } from '../../meta/field-errors.ts'
import { isValidPercent } from '../../meta/value-formats.ts'
import type { IntOrString } from '../../schema/kubernetes-types.ts'
import { checkNonNegative, type FieldErrors } from '../field-checks.ts'

/** apps `ValidatePositiveIntOrPercent`. */
export function* checkIntOrPercent(field: string, value: IntOrString): FieldErrors {
  if (typeof value === 'number') yield* checkNonNegative(field, value)
  else yield* invalidFor(field, value, isValidPercent(value))
}

/** apps `IsNotMoreThan100Percent`. */
export function* checkAtMost100Percent(field: string, value: IntOrString): FieldErrors {
  if (typeof value === 'string' && intOrPercent(value) > 100) {
    yield invalidValue(field, value, 'must not be greater than 100%')
  }
}

/** The number, or the number of percent; 0 for a text that is neither (apps `getIntOrPercentValue`). */
export function intOrPercent(value: IntOrString): number {
  if (typeof value === 'number') return value
  const [, digits] = /^(\d+)%?$/.exec(value) ?? []
  return Number(digits ?? 0)
}

type Counts = Readonly<Record<string, unknown>>

/** Counts of a status are not negative, in the order given. */
export function* checkCounts(status: object | undefined, fields: readonly string[]): FieldErrors {
  for (const field of fields) yield* checkNonNegative(`status.${field}`, countIn(status, field))
}

/** No count of a status exceeds another: `[few, many, text]`. */
export function* checkAtMost(
  status: object | undefined,
  pairs: readonly (readonly [string, string, string])[],
): FieldErrors {
  for (const [few, many, text] of pairs) {
    const value = countIn(status, few) ?? 0
    if (value > (countIn(status, many) ?? 0)) yield invalidValue(`status.${few}`, value, text)
  }
}

/** A collision count only grows. */
export function* checkNotDecremented(
  next: { readonly collisionCount?: number | undefined } | undefined,
  previous: { readonly collisionCount?: number | undefined } | undefined,
): FieldErrors {
  const value = next?.collisionCount ?? 0
  if (previous?.collisionCount !== undefined && value < previous.collisionCount) {
    yield invalidValue('status.collisionCount', value, 'cannot be decremented')
  }
}

function countIn(status: object | undefined, field: string): number | undefined {
  const value = (status as Counts | undefined)?.[field]
  return typeof value === 'number' ? value : undefined
}
