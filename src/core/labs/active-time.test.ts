import { expect, it } from 'vitest'
import { activeMs, isActive, pauseActive, signOfLife, type ActiveTime } from './active-time.ts'

const second = 1_000
const none: ActiveTime = { settledMs: 0, lastSignAt: null }

it('counts between signs, and at most a minute past each', () => {
  let time = signOfLife(none, 0)
  time = signOfLife(time, 20 * second)
  expect(activeMs(time, 30 * second)).toBe(30 * second)
  expect(activeMs(time, 500 * second)).toBe(80 * second)
  time = signOfLife(time, 500 * second)
  expect(activeMs(time, 510 * second)).toBe(90 * second)
})

it('counts nothing while paused, nor when the clock goes backwards', () => {
  const paused = pauseActive(signOfLife(none, 0), 10 * second)
  expect(activeMs(paused, 900 * second)).toBe(10 * second)
  expect(isActive(paused, 11 * second)).toBe(false)
  expect(activeMs(signOfLife(none, 100 * second), 0)).toBe(0)
})
