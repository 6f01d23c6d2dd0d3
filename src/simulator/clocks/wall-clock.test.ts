import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createWallClock } from './wall-clock.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000 }))
afterEach(() => void vi.useRealTimers())

it('runs once, when it is time', () => {
  const clock = createWallClock()
  const ran: number[] = []
  clock.after(50, () => ran.push(clock.now()))
  vi.advanceTimersByTime(49)
  expect(ran).toEqual([])
  vi.advanceTimersByTime(100)
  expect(ran).toEqual([1_050])
})

it('runs nothing that was cancelled, nor in the turn that sets it', () => {
  const clock = createWallClock()
  let ran = 0
  const cancel = clock.after(10, () => (ran += 1))
  clock.after(0, () => (ran += 10))
  expect(ran).toBe(0)
  cancel()
  vi.advanceTimersByTime(20)
  expect(ran).toBe(10)
})

it('waits longer than a timer of Node can', () => {
  const clock = createWallClock()
  const day = 86_400_000
  let ran = 0
  clock.after(40 * day, () => (ran += 1))
  const cancel = clock.after(60 * day, () => (ran += 10))
  vi.advanceTimersByTime(39 * day)
  expect(ran).toBe(0)
  vi.advanceTimersByTime(2 * day)
  expect(ran).toBe(1)
  cancel()
  vi.advanceTimersByTime(30 * day)
  expect(ran).toBe(1)
})
