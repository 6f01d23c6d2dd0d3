import { expect, it } from 'vitest'
import { generatedName, safeEncoded } from './generated-names.ts'

const random = { bytes: (count: number) => new Uint8Array(count), below: (below: number) => below - 1 }

it('adds five characters and stays within 63', () => {
  expect(generatedName('web-', random)).toBe('web-99999')
  expect(generatedName('x'.repeat(70), random)).toBe(`${'x'.repeat(58)}99999`)
})

it('writes hashes in the alphabet of names', () => {
  expect(safeEncoded('1234567890')).toBe('56789bcdf4')
})
