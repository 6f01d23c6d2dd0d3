import { expect, it } from 'vitest'
import { intervalLabel } from './interval-label.ts'

it.each([
  [30_000, 0, '<1m'],
  [60_000, 0, '1m'],
  [330_000, 0, '6m'],
  [600_000, 0, '10m'],
  [3 * 3_600_000, 0, '3h'],
  [50_000_000, 1, '1d'],
  [0, 29, '29d'],
  [0, 64, '2.1mo'],
  [0, 480, '1.3y'],
  [0, 7300, '20y'],
])('%i ms and %i days are %s', (ms, days, label) => {
  expect(intervalLabel(ms, days)).toBe(label)
})
