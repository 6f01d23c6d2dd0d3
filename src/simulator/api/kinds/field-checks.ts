import { invalidFor, invalidValue, notSupported, required } from '../meta/field-errors.ts'
import { isDns1123Label, isDns1123Subdomain } from '../meta/dns-names.ts'
import { isValidPortName, isValidPortNum } from '../meta/value-formats.ts'
import type { IntOrString } from '../schema/kubernetes-types.ts'
import type { FieldError } from '../status-error.ts'

/** What a check answers: the errors in the order in which Kubernetes finds them. */
export type FieldErrors = Generator<FieldError, void, undefined>

/** apimachinery's `FieldImmutableErrorMsg`. */
export const immutable = 'field is immutable'

/** apimachinery's `IsNegativeErrorMsg`. */
export const negative = 'must be greater than or equal to 0'

/** core's `supportedPortProtocols`. */
export const portProtocols = ['SCTP', 'TCP', 'UDP']

/** apimachinery `ValidateNonnegativeField`. */
export function* checkNonNegative(field: string, value: number | undefined): FieldErrors {
  if (value !== undefined && value < 0) yield invalidValue(field, value, negative)
}

/** core `ValidatePositiveField`. */
export function* checkPositive(field: string, value: number): FieldErrors {
  if (value <= 0) yield invalidValue(field, value, 'must be greater than zero')
}

/** `Not found: "x"`: a reference to something that the same object does not declare (apimachinery `field.NotFound`). */
export function notFoundValue(field: string, value: unknown, detail = ''): FieldError {
  return { type: 'NotFound', field, value, detail }
}

/** core `ValidateDNS1123Label`. */
export function checkLabel(field: string, value: string): readonly FieldError[] {
  return invalidFor(field, value, isDns1123Label(value))
}

/** core `ValidateDNS1123Subdomain`. */
export function checkSubdomain(field: string, value: string): readonly FieldError[] {
  return invalidFor(field, value, isDns1123Subdomain(value))
}

/** Required when empty, else one of `supported`, listed in that order. */
export function* checkOneOf(
  field: string,
  value: string | undefined,
  supported: readonly string[],
): FieldErrors {
  if (value === undefined || value === '') yield required(field)
  else if (!supported.includes(value)) yield notSupported(field, value, supported)
}

/** core `ValidatePortNumOrName`; a missing port is 0. */
export function checkPortNumOrName(field: string, port: IntOrString | undefined): readonly FieldError[] {
  const value = port ?? 0
  return invalidFor(field, value, typeof value === 'number' ? isValidPortNum(value) : isValidPortName(value))
}
