import { expect, it } from 'vitest'
import { invalid } from '../status-error.ts'
import { validateLabels, validateLabelSelector } from './label-validation.ts'

it('names the label that is wrong, keys before values', () => {
  const errors = validateLabels({ ok: 'yes', 'a/b/c': 'x y' }, 'metadata.labels')
  expect(errors.map(({ field, value }) => [field, value])).toEqual([
    ['metadata.labels', 'a/b/c'],
    ['metadata.labels', 'x y'],
  ])
})

it('checks selectors', () => {
  const selector = {
    matchLabels: { app: 'web' },
    matchExpressions: [
      { key: 'a', operator: 'In' },
      { key: 'b', operator: 'Exists', values: ['x'] },
      { key: '', operator: 'Equals', values: ['-'] },
    ],
  }
  expect(validateLabelSelector(undefined, 'spec.selector')).toEqual([])
  expect(validateLabelSelector({ matchLabels: { app: 'web' } }, 'spec.selector')).toEqual([])
  const fields = validateLabelSelector(selector, 's').map(({ type, field }) => `${type} ${field}`)
  expect(fields).toEqual([
    'Required s.matchExpressions[0].values',
    'Forbidden s.matchExpressions[1].values',
    'Invalid s.matchExpressions[2].operator',
    'Invalid s.matchExpressions[2].key',
    'Invalid s.matchExpressions[2].key',
    'Invalid s.matchExpressions[2].values[0]',
  ])
})

it('reads as the API answers it', () => {
  const errors = validateLabelSelector({ matchExpressions: [{ key: 'a', operator: 'In' }] }, 'spec.selector')
  expect(invalid({ group: 'apps', kind: 'Deployment' }, 'web', errors).message).toBe(
    "Deployment.apps \"web\" is invalid: spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
  )
})
