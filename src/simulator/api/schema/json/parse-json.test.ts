import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeOf, plainValue } from './json-node.ts'
import { JsonSyntaxError, parseJson } from './parse-json.ts'

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(plainValue(parseJson(text))).toEqual(JSON.parse(text))
        expect(plainValue(nodeOf(value))).toEqual(JSON.parse(text))
      }),
    )
  })

  it('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.string({ minLength: 1, maxLength: 2 }), (value, at, noise) => {
        const text = JSON.stringify(value)
        const cut = at % (text.length + 1)
        const broken = text.slice(0, cut) + noise + text.slice(cut)
        const ours = attempt(() => plainValue(parseJson(broken)))
        const theirs = attempt(() => JSON.parse(broken) as unknown)
        expect(ours.failed).toBe(theirs.failed)
      }),
    )
  })

  it('keeps repeated keys', () => {
    expect(parseJson('{"a":1,"a":2}')).toEqual({
      kind: 'object',
      entries: [
        ['a', { kind: 'number', text: '1' }],
        ['a', { kind: 'number', text: '2' }],
      ],
    })
  })

  it.each([
    ['', 'unexpected end of JSON input'],
    ['{"a":', 'unexpected end of JSON input'],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b"}', "invalid character '\"' after object key:value pair"],
    ['{a:1}', "invalid character 'a' looking for beginning of object key string"],
    ['[1 2]', "invalid character '2' after array element"],
    ['nope', "invalid character 'o' in literal null (expecting 'u')"],
    ['{} x', "invalid character 'x' after top-level value"],
    ['"\\q"', "invalid character 'q' in string escape code"],
    ['"a\nb"', "invalid character '\\n' in string literal"],
    ['1.x', "invalid character 'x' after decimal point in numeric literal"],
    ["'", "invalid character '\\'' looking for beginning of value"],
  ])('says of %j what Go says', (text, message) => {
    expect(() => parseJson(text)).toThrow(new JsonSyntaxError(message))
  })

  it('refuses deep nesting instead of overflowing the stack', () => {
    expect(() => parseJson('['.repeat(1_000_000))).toThrow('exceeded max depth')
  })
})

function attempt(run: () => unknown): { failed: boolean } {
  try {
    run()
    return { failed: false }
  } catch {
    return { failed: true }
  }
}
