import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moved } from './order.ts'

test('a step moves to where it is dropped', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
})

test('moving loses and doubles nothing', () => {
  const cases = fc.tuple(
    fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 9 }),
    fc.nat(8),
    fc.integer({ min: -2, max: 12 }),
  )
  fc.assert(
    fc.property(cases, ([items, from, to]) => {
      expect([...moved(items, from, to)].sort()).toEqual([...items].sort())
    }),
  )
})
