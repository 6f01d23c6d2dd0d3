import { expect, it } from 'vitest'
import { unneededChecks } from './bad-state.ts'

it('a check is needed when it alone keeps some bad state from passing', () => {
  const states = [
    { name: 'broken', failed: new Set(['a[0]', 'b[0]']) },
    { name: 'cheat', failed: new Set(['b[0]']) },
  ]
  expect(unneededChecks(['a[0]', 'b[0]', 'c[0]'], states)).toEqual(['a[0]', 'c[0]'])
})
