import { expect, test } from 'vitest'
import { activeTime } from './lab-words.ts'

test('the clock runs only while the learner is at work', () => {
  expect(activeTime({ activeMs: 60_000, active: true }, 1_000, 4_000)).toBe(63_000)
  expect(activeTime({ activeMs: 60_000, active: false }, 1_000, 4_000)).toBe(60_000)
})

test('a clock that was set back takes no time away', () => {
  expect(activeTime({ activeMs: 60_000, active: true }, 4_000, 1_000)).toBe(60_000)
})
