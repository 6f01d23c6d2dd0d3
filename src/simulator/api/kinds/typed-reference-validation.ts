import { invalidFor, required } from '../meta/field-errors.ts'
import { nameErrors } from '../meta/name-formats.ts'
import { checkSubdomain, type FieldErrors } from './field-checks.ts'
import { text } from './zero-values.ts'

interface TypedReference {
  readonly apiGroup?: string | undefined
  readonly kind?: string | undefined
  readonly name?: string | undefined
}

/** networking `validateIngressTypedLocalObjectReference`. */
export function* checkTypedReference(path: string, { apiGroup, kind, name }: TypedReference): FieldErrors {
  if (apiGroup !== undefined) yield* checkSubdomain(`${path}.apiGroup`, apiGroup)
  yield* checkSegment(`${path}.kind`, kind)
  yield* checkSegment(`${path}.name`, name)
}

/** There, and good for a part of a URL. */
export function* checkSegment(field: string, value: string | undefined): FieldErrors {
  if (text(value) === '') yield required(field)
  else yield* invalidFor(field, value, nameErrors('path-segment', text(value), false))
}
