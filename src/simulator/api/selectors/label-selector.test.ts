import { expect, it } from 'vitest'
import { matchesLabels } from './label-requirement.ts'
import { mapRequirements, selectorRequirements } from './label-selector.ts'

it('reads selector objects', () => {
  const requirements = selectorRequirements({
    matchLabels: { app: 'web' },
    matchExpressions: [
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      { key: 'old', operator: 'DoesNotExist' },
    ],
  })
  expect(matchesLabels(requirements, { app: 'web', tier: 'b' })).toBe(true)
  expect(matchesLabels(requirements, { app: 'web', tier: 'b', old: '' })).toBe(false)
  expect(matchesLabels(requirements, { app: 'web' })).toBe(false)
})

it('selects everything with an empty selector and nothing without one', () => {
  expect(matchesLabels(selectorRequirements({}), undefined)).toBe(true)
  expect(matchesLabels(selectorRequirements(undefined), { a: 'b' })).toBe(false)
  expect(matchesLabels(selectorRequirements(null), {})).toBe(false)
})

it('refuses an operator that there is not', () => {
  expect(() => selectorRequirements({ matchExpressions: [{ key: 'a', operator: 'Equals' }] })).toThrow(
    '"Equals" is not a valid label selector operator',
  )
  expect(() => selectorRequirements({ matchExpressions: [{ key: 'a', operator: 'In' }] })).toThrow(
    "values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty",
  )
})

it('reads plain maps', () => {
  expect(matchesLabels(mapRequirements({ a: '1', b: '2' }), { a: '1', b: '2', c: '3' })).toBe(true)
  expect(matchesLabels(mapRequirements({ a: '1', b: '2' }), { a: '1' })).toBe(false)
})
