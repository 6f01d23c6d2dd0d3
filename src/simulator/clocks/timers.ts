import type { Cancel } from '../clock.ts'

interface Timer {
  /** Epoch milliseconds. */
  readonly at: number
  readonly run: () => void
}

/** Timers by time, and by the order in which they were added where the time is the same. */
export interface Timers {
  add(at: number, run: () => void): Cancel
  takeFirst(): Timer | undefined
  isEmpty(): boolean
}

export function createTimers(): Timers {
  /** Latest first: the next one is taken from the end. */
  const timers: Timer[] = []
  return {
    add(at, run) {
      const timer = { at, run }
      timers.splice(placeFor(timers, at), 0, timer)
      return () => {
        const index = timers.indexOf(timer)
        if (index !== -1) timers.splice(index, 1)
      }
    },
    takeFirst: () => timers.pop(),
    isEmpty: () => timers.length === 0,
  }
}

/** Before all timers of the same time or sooner: those run first. */
function placeFor(timers: readonly Timer[], at: number): number {
  let low = 0
  let high = timers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((timers[middle]?.at ?? 0) > at) low = middle + 1
    else high = middle
  }
  return low
}
