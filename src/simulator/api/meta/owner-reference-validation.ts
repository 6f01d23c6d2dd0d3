import type { OwnerReference } from '../schema/kubernetes-types.ts'
import type { FieldError } from '../status-error.ts'
import { invalidValue } from './field-errors.ts'

/** What is wrong with owner references. Source: apimachinery `ValidateOwnerReferences`, which gives no index in its paths. */
export function validateOwnerReferences(
  references: readonly OwnerReference[],
  path: string,
): readonly FieldError[] {
  const [first, ...others] = references.filter((reference) => reference.controller === true)
  return [
    ...references.flatMap((reference) => referenceErrors(reference, path)),
    ...others.map((other) => invalidValue(path, references, twoControllers(first, other))),
  ]
}

function referenceErrors(reference: OwnerReference, path: string): readonly FieldError[] {
  const { apiVersion, kind, name, uid } = reference
  const errors: FieldError[] = []
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1)
  if (version === '') errors.push(invalidValue(`${path}.apiVersion`, apiVersion, 'version must not be empty'))
  if (kind === '') errors.push(invalidValue(`${path}.kind`, kind, 'must not be empty'))
  if (name === '') errors.push(invalidValue(`${path}.name`, name, 'must not be empty'))
  if (uid === '') errors.push(invalidValue(`${path}.uid`, uid, 'must not be empty'))
  if (apiVersion === 'v1' && kind === 'Event') {
    errors.push(invalidValue(path, reference, '/v1, Kind=Event is disallowed from being an owner'))
  }
  return errors
}

function twoControllers(first: OwnerReference | undefined, other: OwnerReference): string {
  const named = [first, other].map((reference) => `${reference?.kind ?? ''}/${reference?.name ?? ''}`)
  return `Only one reference can have Controller set to true. Found "true" in references for ${named.join(' and ')}`
}
