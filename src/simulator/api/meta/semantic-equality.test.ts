import { expect, it } from 'vitest'
import { semanticEqual } from './semantic-equality.ts'

it('compares by meaning', () => {
  expect(semanticEqual({ a: 1, b: [{ c: 'x' }] }, { b: [{ c: 'x' }], a: 1 })).toBe(true)
  expect(semanticEqual({ a: undefined, b: [] }, {})).toBe(true)
  expect(semanticEqual({}, { a: null })).toBe(true)
})

it('sees every difference', () => {
  expect(semanticEqual({ a: 1 }, { a: 2 })).toBe(false)
  expect(semanticEqual({ a: 1 }, {})).toBe(false)
  expect(semanticEqual({}, { a: 1 })).toBe(false)
  expect(semanticEqual([1, 2], [2, 1])).toBe(false)
  expect(semanticEqual({ emptyDir: {} }, {})).toBe(false)
  expect(semanticEqual({ 0: 'a' }, ['a'])).toBe(false)
  expect(semanticEqual('', undefined)).toBe(false)
})
