import { expect, it } from 'vitest'
import type { ObjectMeta } from '../schema/kubernetes-types.ts'
import { invalid } from '../status-error.ts'
import { validateObjectMeta, validateObjectMetaUpdate } from './object-meta-validation.ts'

const kind = { namespaced: true, nameFormat: 'subdomain' } as const
const right: ObjectMeta = { name: 'web', namespace: 'default', uid: 'u', resourceVersion: '5' }

function fields(meta: ObjectMeta, of: Parameters<typeof validateObjectMeta>[1] = kind): readonly string[] {
  return validateObjectMeta(meta, of).map(({ type, field, detail }) => `${field}: ${type}: ${detail}`)
}

it('finds nothing wrong with right metadata', () => {
  expect(validateObjectMeta(right, kind)).toEqual([])
  expect(validateObjectMetaUpdate({ ...right, labels: { a: 'b' } }, right)).toEqual([])
})

it('wants a name, and a namespace where the kind has one', () => {
  expect(fields({})).toEqual([
    'metadata.name: Required: name or generateName is required',
    'metadata.namespace: Required: ',
  ])
  expect(fields({ name: 'n', namespace: 'd' }, { namespaced: false, nameFormat: 'label' })).toEqual([
    'metadata.namespace: Forbidden: not allowed on this type',
  ])
})

it('checks names by the format of the kind', () => {
  const service = { namespaced: true, nameFormat: 'service' } as const
  expect(fields({ ...right, name: '1web' }, service)).toHaveLength(1)
  expect(fields({ ...right, name: '1web' })).toEqual([])
  const role = { namespaced: true, nameFormat: 'path-segment' } as const
  expect(fields({ ...right, name: 'system:node' }, role)).toEqual([])
  expect(fields({ ...right, name: 'a/b%' }, role)).toEqual([
    "metadata.name: Invalid: may not contain '/'",
    "metadata.name: Invalid: may not contain '%'",
  ])
  expect(fields({ ...right, name: '..' }, role)).toEqual(["metadata.name: Invalid: may not be '..'"])
})

it('lets a generateName end with a dash', () => {
  expect(fields({ ...right, generateName: 'web-' })).toEqual([])
  expect(fields({ ...right, generateName: 'Web-' })).toHaveLength(1)
})

it('checks owners, finalizers, annotations and managed fields', () => {
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'a', uid: '1', controller: true }
  expect(fields({ ...right, ownerReferences: [owner, { ...owner, name: 'b', uid: '' }] })).toEqual([
    'metadata.ownerReferences.uid: Invalid: must not be empty',
    'metadata.ownerReferences: Invalid: Only one reference can have Controller set to true. Found "true" in references for ReplicaSet/a and ReplicaSet/b',
  ])
  expect(fields({ ...right, finalizers: ['orphan', 'foregroundDeletion'] })).toEqual([
    'metadata.finalizers: Invalid: finalizer orphan and foregroundDeletion cannot be both set',
  ])
  expect(fields({ ...right, annotations: { a: 'x'.repeat(256 * 1024) } })).toEqual([
    'metadata.annotations: TooLong: may not be more than 262144 bytes',
  ])
  expect(fields({ ...right, annotations: { 'Example.com/A': 'x' } })).toEqual([])
  expect(fields({ ...right, managedFields: [{ operation: 'Patch', manager: 'a\tb' }] })).toEqual([
    'metadata.managedFields[0].operation: Invalid: must be `Apply` or `Update`',
    'metadata.managedFields[0].manager: Invalid: invalid character U+0009 (at position 1)',
  ])
})

it('keeps what can not change', () => {
  const next = { ...right, uid: 'v', creationTimestamp: '2026-01-01T00:00:00Z' }
  expect(invalid({ group: '', kind: 'Pod' }, 'web', validateObjectMetaUpdate(next, right)).message).toBe(
    'Pod "web" is invalid: [metadata.uid: Invalid value: "v": field is immutable, metadata.creationTimestamp: Invalid value: "2026-01-01T00:00:00Z": field is immutable]',
  )
  expect(
    validateObjectMetaUpdate({ ...right, resourceVersion: '' }, right).map(({ detail }) => detail),
  ).toEqual(['must be specified for an update'])
})

it('takes no new finalizer while an object is being deleted', () => {
  const deleted = { ...right, deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['a/b'] }
  expect(validateObjectMetaUpdate({ ...deleted, finalizers: [] }, deleted)).toEqual([])
  expect(validateObjectMetaUpdate({ ...deleted, finalizers: ['a/b', 'c/d'] }, deleted)).toMatchObject([
    {
      type: 'Forbidden',
      detail:
        'no new finalizers can be added if the object is being deleted, found new finalizers []string{"c/d"}',
    },
  ])
})
