import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inCreationOrder } from './identity.ts'
import { mergePatch } from './merge-patch.ts'
import { parseManifests } from './parse-manifests.ts'
import { firstDifference } from './says-all-of.ts'

describe('merge patch', () => {
  // The cases of RFC 7386, appendix A, that a lab can write.
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j patched by %j is %j', (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result)
  })

  it('changes nothing in place', () => {
    const target = { spec: { selector: { app: 'a' } } }
    mergePatch(target, { spec: { selector: { app: null } } })
    expect(target).toEqual({ spec: { selector: { app: 'a' } } })
  })
})

describe('the first difference', () => {
  it('is none against itself with anything added', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (wanted, more) => {
        expect(firstDifference(wanted, { ...wanted, 'added by the server': more })).toBeNull()
      }),
    )
  })

  it('names the path', () => {
    const wanted = { spec: { ports: [{ port: 80 }] } }
    expect(firstDifference(wanted, { spec: { ports: [{ port: 81 }] } })).toBe('spec.ports.0.port')
    expect(firstDifference(wanted, { spec: { ports: [] } })).toBe('spec.ports')
    expect(firstDifference(wanted, {})).toBe('spec')
  })
})

describe('manifests', () => {
  it('come in an order that tells nothing: by kind, then by name', () => {
    const objects = parseManifests(
      'a.yaml',
      ['Deployment b', 'NetworkPolicy z', 'Service s', 'NetworkPolicy a', 'ConfigMap c']
        .map((each) => each.split(' '))
        .map(([kind, name]) => `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: n }\n`)
        .join('---\n'),
    )
    expect(inCreationOrder(objects).map(({ metadata }) => metadata.name)).toEqual(['c', 's', 'a', 'z', 'b'])
  })

  it('without a name, or broken, are refused with the file', () => {
    for (const text of ['kind: Pod\napiVersion: v1\nmetadata: {}', 'a: [1', 'just words']) {
      expect(() => parseManifests('web.yaml', text)).toThrow(
        expect.objectContaining({ code: 'lab.bad-manifest' }),
      )
      expect(() => parseManifests('web.yaml', text)).toThrow(/^web\.yaml: /)
    }
  })
})
