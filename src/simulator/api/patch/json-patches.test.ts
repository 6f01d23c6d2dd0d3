import fc from 'fast-check'
import { applyPatch as applyReference, createPatch } from 'rfc6902'
import { describe, expect, it } from 'vitest'
import { applyJsonPatch } from './json-patch.ts'
import type { JsonValue } from '../schema/json/json-node.ts'
import type { JsonObject } from './json-types.ts'
import { mergePatch } from './merge-patch.ts'

const document = fc
  .dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue({ maxDepth: 2 }))
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject)

describe('applyJsonPatch', () => {
  it('makes of one document the other by any patch between them', () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        const patch = createPatch(before, after) as never
        expect(applyJsonPatch(before, patch)).toEqual(after)
      }),
    )
  })

  it('agrees with another implementation on copies, moves and tests', () => {
    const path = fc.constantFrom('/a', '/b', '/a/0', '/a/-', '/c/x')
    const operation = fc.oneof(
      fc.record({ op: fc.constantFrom('copy', 'move'), from: path, path }),
      fc.record({ op: fc.constantFrom('add', 'test'), path, value: fc.constantFrom(1, 'x', [1]) }),
      fc.record({ op: fc.constant('remove'), path }),
    )
    const containers = fc.record({
      a: fc.array(fc.integer(), { maxLength: 2 }),
      b: fc.array(fc.integer(), { maxLength: 2 }),
      c: fc.dictionary(fc.constantFrom('x', 'y'), fc.integer()),
    })
    fc.assert(
      fc.property(containers, operation, (before, one) => {
        const reference = structuredClone(before)
        const [failure] = applyReference(reference, [one])
        fc.pre(failure === null)
        expect(applyJsonPatch(before, [one])).toEqual(reference)
      }),
    )
  })

  it('does what the API server library does beyond the standard', () => {
    expect(applyJsonPatch({ a: [1, 2] }, [{ op: 'remove', path: '/a/-1' }])).toEqual({ a: [1] })
    expect(applyJsonPatch({}, [{ op: 'replace', path: '/a', value: 1 }])).toEqual({ a: 1 })
    expect(applyJsonPatch({ 'x/y~': 1 }, [{ op: 'remove', path: '/x~1y~0' }])).toEqual({})
  })

  it.each([
    [{ op: 'remove', path: '/x' }],
    [{ op: 'add', path: '/x/y', value: 1 }],
    [{ op: 'add', path: '/a/5', value: 1 }],
    [{ op: 'test', path: '/a', value: 2 }],
    [{ op: 'copy', from: '/x', path: '/y' }],
    [{ op: 'explode', path: '/a' }],
    [{ op: 'add', path: '', value: 1 }],
    [{ op: 'add', path: '/a' }],
    ['no operation'],
  ])('refuses %j', (operation) => {
    expect(() => applyJsonPatch({ a: [1] }, [operation])).toThrow(Error)
  })
})

describe('mergePatch', () => {
  const scalar = fc.constantFrom<JsonValue>(null, 1, 'x', true)
  const flat = fc.dictionary(fc.constantFrom('x', 'y'), scalar)
  const document = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.oneof(scalar, flat, fc.array(fc.integer(), { maxLength: 2 })),
  )

  it('follows the laws of RFC 7386', () => {
    fc.assert(
      fc.property(document, document, (before, patch) => {
        const merged = mergePatch(before, patch)
        expect(mergePatch(merged, patch)).toEqual(merged)
        expect(mergePatch(before, {})).toEqual(before)
        for (const [key, value] of Object.entries(patch)) {
          if (value === null) expect(merged).not.toHaveProperty([key])
          else if (typeof value !== 'object') expect(merged[key]).toBe(value)
        }
        for (const key of Object.keys(before)) if (!(key in patch)) expect(merged[key]).toEqual(before[key])
      }),
    )
  })

  it('merges objects, replaces lists and drops nulls of what is new', () => {
    const before = { a: { x: 1, y: 2 }, list: [1], keep: true }
    const patch = { a: { x: null, z: { deep: null, stays: 1 } }, list: [{ k: null }], keep: true }
    expect(mergePatch(before, patch)).toEqual({ a: { y: 2, z: { stays: 1 } }, list: [{}], keep: true })
  })

  it('treats __proto__ as a key like any other', () => {
    const patch = JSON.parse('{"__proto__":{"polluted":true}}') as JsonObject
    mergePatch({}, patch)
    expect({}).not.toHaveProperty('polluted')
  })
})
