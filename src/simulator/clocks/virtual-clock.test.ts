import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Clock } from '../clock.ts'
import { createVirtualClock } from './virtual-clock.ts'

const begin = Date.UTC(2026, 0, 1)

/** Resolves when the clock has come `ms` further. */
function passed(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve))
}

it('jumps from timer to timer', async () => {
  const clock = createVirtualClock(begin)
  await passed(clock, 3_600_000)
  expect(clock.now()).toBe(begin + 3_600_000)
})

it('runs timers by time, then by order, whatever was set and cancelled', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ ms: fc.nat(5), cancelled: fc.boolean() })), async (timers) => {
      const clock = createVirtualClock(begin)
      const ran: number[] = []
      for (const [index, { ms, cancelled }] of timers.entries()) {
        const cancel = clock.after(ms, () => {
          expect(clock.now()).toBe(begin + ms)
          ran.push(index)
        })
        if (cancelled) cancel()
      }
      await passed(clock, 6)
      const left = [...timers.entries()].filter(([, { cancelled }]) => !cancelled)
      expect(ran).toEqual(left.sort(([, a], [, b]) => a.ms - b.ms).map(([index]) => index))
    }),
    { numRuns: 50 },
  )
})

it('stands still while other work is pending', async () => {
  const clock = createVirtualClock(begin)
  const seen: number[] = []
  clock.after(1_000, () => undefined)
  for (let index = 0; index < 100; index += 1) await Promise.resolve()
  seen.push(clock.now())
  await new Promise((resolve) => void setImmediate(resolve))
  seen.push(clock.now())
  expect(seen).toEqual([begin, begin])
})

it('runs nothing in the turn that sets it, even with no delay', () => {
  const clock = createVirtualClock(begin)
  let ran = false
  clock.after(0, () => (ran = true))
  clock.after(-5, () => (ran = true))
  expect(ran).toBe(false)
})

it('lets a timer set and cancel others', async () => {
  const clock = createVirtualClock(begin)
  const ran: string[] = []
  const cancel = clock.after(20, () => ran.push('cancelled'))
  clock.after(10, () => {
    cancel()
    clock.after(5, () => ran.push(`later at ${clock.now() - begin}`))
  })
  await passed(clock, 30)
  expect(ran).toEqual(['later at 15'])
})

it('waits while it is held', async () => {
  const clock = createVirtualClock(begin)
  const [first, second] = [clock.hold(), clock.hold()]
  let ran = false
  clock.after(10, () => (ran = true))
  first()
  first()
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => void setImmediate(resolve))
  expect(ran).toBe(false)
  second()
  await passed(clock, 10)
  expect(ran).toBe(true)
})
