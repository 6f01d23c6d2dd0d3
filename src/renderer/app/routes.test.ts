import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRoute, routeHash, type Route } from './routes.ts'

test('an empty hash is today', () => {
  expect(parseRoute('')).toEqual({ page: 'today' })
  expect(parseRoute('#/')).toEqual({ page: 'today' })
})

test('a hash that names nothing is lost, not today', () => {
  for (const hash of ['#/nowhere', '#/settings/deep', '#/labs/NET-101/more', '#/topics/a/b/c', '#/cards']) {
    expect(parseRoute(hash)).toEqual({ page: 'lost' })
  }
})

test('every route reads back from its own hash, whatever its ids hold', () => {
  const id = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
  const route: fc.Arbitrary<Route> = fc.oneof(
    fc.constantFrom('today', 'topics', 'labs', 'progress', 'settings', 'doctor').map((page) => ({ page })),
    fc.record({ page: fc.constant('study' as const), topic: fc.option(id) }),
    fc.record({ page: fc.constant('topic' as const), id, section: fc.option(id) }),
    fc.record({ page: fc.constant('lab' as const), ticket: id }),
    fc.record({ page: fc.constant('session' as const), id }),
    fc.record({ page: fc.constant('card' as const), id }),
  )
  fc.assert(
    fc.property(route, (one) => {
      expect(parseRoute(routeHash(one))).toEqual(one)
    }),
  )
})

test('a hash with a broken escape is read as it stands', () => {
  expect(parseRoute('#/topics/%E0%A4%A')).toEqual({ page: 'topic', id: '%E0%A4%A', section: null })
})
