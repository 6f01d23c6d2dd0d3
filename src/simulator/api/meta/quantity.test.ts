import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  milliValue,
  parseQuantity,
  quantityText,
  quantityValue,
} from './quantity.ts'

it.each([
  ['0', '0'],
  ['100m', '100m'],
  ['1000m', '1'],
  ['0.5', '500m'],
  ['1.5Gi', '1536Mi'],
  ['1024Mi', '1Gi'],
  ['64Mi', '64Mi'],
  ['128974848', '128974848'],
  ['129e6', '129e6'],
  ['129M', '129M'],
  ['1000000', '1M'],
  ['0.1Mi', '104857600m'],
  ['1000Ki', '1000Ki'],
  ['512', '512'],
  ['0Gi', '0'],
  ['-', '0'],
  ['0.0000000001', '1n'],
  ['1n', '1n'],
  ['-1.5', '-1500m'],
  ['+1', '+1'],
  ['1.500', '1.500'],
  ['9Ei', '9223372036854775807'],
  ['1e3', '1e3'],
  ['12e1', '120'],
])('writes %s as %s', (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical)
})

it('reads numbers, as JSON may have them', () => {
  expect(canonicalQuantity(0.25)).toBe('250m')
  expect(canonicalQuantity(2)).toBe('2')
})

it('refuses what is no quantity, in the words of Kubernetes', () => {
  const format = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
  for (const text of ['', 'abc', '1 Gi', '1.2.3', '1Gib', '100mb'])
    expect(() => parseQuantity(text)).toThrow(format)
  for (const text of ['1ki', '1mi', '1K', '1MM']) {
    expect(() => parseQuantity(text)).toThrow("unable to parse quantity's suffix")
  }
})

it('compares by amount and rounds up', () => {
  expect(compareQuantities(parseQuantity('1Gi'), parseQuantity('1024Mi'))).toBe(0)
  expect(compareQuantities(parseQuantity('999m'), parseQuantity('1'))).toBeLessThan(0)
  expect(milliValue(parseQuantity('1.0001'))).toBe(1001)
  expect(quantityValue(parseQuantity('1.5'))).toBe(2)
  expect(quantityValue(parseQuantity('-1.5'))).toBe(-2)
})

it('adds in the format of the first that is not zero', () => {
  const text = (a: string, b: string) => quantityText(addQuantities(parseQuantity(a), parseQuantity(b)))
  expect(text('0', '1Gi')).toBe('1Gi')
  expect(text('100m', '900m')).toBe('1')
  expect(text('1Gi', '1M')).toBe('1074741824')
})

it('keeps the amount, and changes nothing the second time', () => {
  const suffixes = ['', 'n', 'u', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'E-3']
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.nat(999),
      fc.constantFrom(...suffixes),
      (whole, part, suffix) => {
        const { nanos, format } = parseQuantity(`${whole}.${part}${suffix}`)
        const first = { nanos, format }
        const again = parseQuantity(quantityText(first))
        expect(compareQuantities(again, first)).toBe(0)
        expect(quantityText({ nanos: again.nanos, format: again.format })).toBe(quantityText(first))
      },
    ),
  )
})
