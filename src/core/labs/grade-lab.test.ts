import fc from 'fast-check'
import { expect, it } from 'vitest'
import { gradeLab, type LabOutcome } from './grade-lab.ts'

const minute = 60_000
const solved: LabOutcome = {
  solved: true,
  activeMs: 8 * minute,
  targetMs: 12 * minute,
  failedChecks: 0,
  costlyHints: 0,
  wrongDiagnosis: false,
}

it.each([
  ['given up', { solved: false, activeMs: minute }, 1],
  ['solved with a hint', { costlyHints: 1, activeMs: minute }, 2],
  ['solved after a wrong diagnosis', { wrongDiagnosis: true, activeMs: minute }, 2],
  ['solved too late', { activeMs: 13 * minute }, 2],
  ['solved in time', {}, 3],
  ['solved fast, at the second Check', { activeMs: minute, failedChecks: 1 }, 3],
  ['solved fast, at the first Check', { activeMs: 6 * minute }, 4],
] as const)('%s', (_, changes, rating) => {
  expect(gradeLab({ ...solved, ...changes }).rating).toBe(rating)
})

it('is never better for taking longer, for a failed Check or for a hint', () => {
  const outcome = fc.record({
    solved: fc.boolean(),
    activeMs: fc.integer({ min: 0, max: 40 * minute }),
    targetMs: fc.constant(12 * minute),
    failedChecks: fc.integer({ min: 0, max: 3 }),
    costlyHints: fc.integer({ min: 0, max: 3 }),
    wrongDiagnosis: fc.boolean(),
  })
  fc.assert(
    fc.property(outcome, fc.integer({ min: 0, max: 10 * minute }), (one, longer) => {
      const { rating } = gradeLab(one)
      expect(gradeLab({ ...one, activeMs: one.activeMs + longer }).rating).toBeLessThanOrEqual(rating)
      expect(gradeLab({ ...one, failedChecks: one.failedChecks + 1 }).rating).toBeLessThanOrEqual(rating)
      expect(gradeLab({ ...one, costlyHints: one.costlyHints + 1 }).rating).toBeLessThanOrEqual(rating)
    }),
  )
})
