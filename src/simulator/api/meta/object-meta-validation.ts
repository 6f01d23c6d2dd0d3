import type { ObjectMeta } from '../schema/kubernetes-types.ts'
import type { FieldError } from '../status-error.ts'
import { validateAnnotations } from './annotation-validation.ts'
import { forbiddenField, invalidFor, invalidValue, required } from './field-errors.ts'
import { validateFinalizers, validateNoNewFinalizers } from './finalizer-validation.ts'
import { validateLabels } from './label-validation.ts'
import { validateManagedFields } from './managed-fields-validation.ts'
import { nameErrors, type NameFormat } from './name-formats.ts'
import { validateOwnerReferences } from './owner-reference-validation.ts'
import { semanticEqual } from './semantic-equality.ts'

/** What is wrong with a new object's metadata, once a generateName has become a name (apimachinery `ValidateObjectMeta`). */
export function validateObjectMeta(
  meta: ObjectMeta,
  kind: { readonly namespaced: boolean; readonly nameFormat: NameFormat },
  path = 'metadata',
): readonly FieldError[] {
  const { name = '', generateName = '', generation = 0 } = meta
  return [
    ...(generateName === ''
      ? []
      : invalidFor(`${path}.generateName`, generateName, nameErrors(kind.nameFormat, generateName, true))),
    ...(name === ''
      ? [required(`${path}.name`, 'name or generateName is required')]
      : invalidFor(`${path}.name`, name, nameErrors(kind.nameFormat, name, false))),
    ...namespaceErrors(meta.namespace ?? '', kind.namespaced, `${path}.namespace`),
    ...(generation < 0
      ? [invalidValue(`${path}.generation`, generation, 'must be greater than or equal to 0')]
      : []),
    ...validateLabels(meta.labels, `${path}.labels`),
    ...validateAnnotations(meta.annotations, `${path}.annotations`),
    ...validateOwnerReferences(meta.ownerReferences ?? [], `${path}.ownerReferences`),
    ...validateFinalizers(meta.finalizers ?? [], `${path}.finalizers`),
    ...validateManagedFields(meta.managedFields ?? [], `${path}.managedFields`),
  ]
}

/** What is wrong with metadata that replaces other metadata (apimachinery `ValidateObjectMetaUpdate`). */
export function validateObjectMetaUpdate(
  next: ObjectMeta,
  previous: ObjectMeta,
  path = 'metadata',
): readonly FieldError[] {
  return [
    ...((previous.deletionTimestamp ?? null) === null
      ? []
      : validateNoNewFinalizers(next.finalizers ?? [], previous.finalizers ?? [], `${path}.finalizers`)),
    ...(next.resourceVersion === undefined || next.resourceVersion === ''
      ? [invalidValue(`${path}.resourceVersion`, '', 'must be specified for an update')]
      : []),
    ...((next.generation ?? 0) < (previous.generation ?? 0)
      ? [invalidValue(`${path}.generation`, next.generation ?? 0, 'must not be decremented')]
      : []),
    ...immutableFields.flatMap(([field, none]) =>
      validateImmutable(next[field] ?? none, previous[field] ?? none, `${path}.${field}`),
    ),
    ...validateLabels(next.labels, `${path}.labels`),
    ...validateAnnotations(next.annotations, `${path}.annotations`),
    ...validateOwnerReferences(next.ownerReferences ?? [], `${path}.ownerReferences`),
    ...validateManagedFields(next.managedFields ?? [], `${path}.managedFields`),
  ]
}

/** `field is immutable` when two JSON values differ; keys in any order. */
export function validateImmutable(next: unknown, previous: unknown, path: string): readonly FieldError[] {
  return semanticEqual(next, previous) ? [] : [invalidValue(path, next, 'field is immutable')]
}

/** In Kubernetes' order, with what the error shows for an absent one. */
const immutableFields = [
  ['name', ''],
  ['namespace', ''],
  ['uid', ''],
  ['creationTimestamp', null],
  ['deletionTimestamp', null],
  ['deletionGracePeriodSeconds', null],
] as const

function namespaceErrors(namespace: string, namespaced: boolean, path: string): readonly FieldError[] {
  if (!namespaced) return namespace === '' ? [] : [forbiddenField(path, 'not allowed on this type')]
  if (namespace === '') return [required(path)]
  return invalidFor(path, namespace, nameErrors('label', namespace, false))
}
