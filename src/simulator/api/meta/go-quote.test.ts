import { expect, it } from 'vitest'
import { goQuote } from './go-quote.ts'

it.each([
  ['web', '"web"'],
  ['a"b\\', '"a\\"b\\\\"'],
  ['a\n\u0000', '"a\\n\\x00"'],
  ['é <&>', '"é <&>"'],
  ['\u200b', '"\\u200b"'],
])('quotes as Go does: %j', (value, quoted) => {
  expect(goQuote(value)).toBe(quoted)
})
