import type { Clock } from '../../clock.ts'

/** A clock for tests: it stands still until it is told to go on. */
export interface ManualClock extends Clock {
  /** Runs what is due in the next `ms`, one timer at a time, letting promises settle after each. */
  advance(ms: number): Promise<void>
  /** Goes on until `done`, at most `ms`. Throws when it never is. */
  until(done: () => boolean, ms?: number): Promise<void>
  /** Waits for a promise while time goes on. */
  run<T>(promise: Promise<T>, ms?: number): Promise<T>
}

/** Starts at 2026-01-01T00:00:00Z. */
export function manualClock(): ManualClock {
  let now = Date.UTC(2026, 0, 1)
  let order = 0
  const timers = new Set<{ at: number; order: number; run: () => void }>()
  const next = (limit: number) =>
    [...timers].filter(({ at }) => at <= limit).sort((a, b) => a.at - b.at || a.order - b.order)[0]
  const step = async (limit: number): Promise<boolean> => {
    await settle()
    const timer = next(limit)
    if (timer === undefined) return false
    timers.delete(timer)
    now = Math.max(now, timer.at)
    timer.run()
    await settle()
    return true
  }
  const until = async (done: () => boolean, ms = 600_000) => {
    const limit = now + ms
    await settle()
    while (!done()) {
      if (!(await step(limit))) throw new Error(`not within ${String(ms)} ms`)
    }
  }
  return {
    now: () => now,
    after: (ms, run) => {
      const timer = { at: now + Math.max(0, ms), order: order++, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advance: async (ms) => {
      const limit = now + ms
      let more = true
      while (more) more = await step(limit)
      now = limit
    },
    until,
    run: async (promise, ms) => {
      let settled = false
      const mark = () => {
        settled = true
      }
      promise.then(mark, mark)
      await until(() => settled, ms)
      return promise
    },
  }
}

/** Promises that wait for nothing but each other have settled after a turn of the event loop. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
