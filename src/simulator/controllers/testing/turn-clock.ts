import type { Clock } from '../../clock.ts'

/** A clock that stands still until it is told to go on, and goes on within the call: controllers wait for nothing else. */
export interface TurnClock extends Clock {
  /** Runs what is due now and in the next `ms`, in order. Throws when it never comes to rest. */
  advance(ms?: number): void
}

const mostTurns = 200_000

/** Starts at 2026-01-01T00:00:00Z. */
export function turnClock(): TurnClock {
  let now = Date.UTC(2026, 0, 1)
  let order = 0
  const timers = new Map<number, { at: number; run: () => void }>()
  const next = (limit: number) => {
    let first: { id: number; at: number; run: () => void } | null = null
    for (const [id, timer] of timers) {
      if (timer.at <= limit && (first === null || timer.at < first.at)) first = { id, ...timer }
    }
    return first
  }
  return {
    now: () => now,
    after(ms, run) {
      const id = order++
      timers.set(id, { at: now + Math.max(0, ms), run })
      return () => timers.delete(id)
    },
    advance(ms = 0) {
      const limit = now + ms
      let turns = 0
      for (let timer = next(limit); timer !== null; timer = next(limit)) {
        if (turns++ > mostTurns) throw new Error('the controllers never come to rest')
        timers.delete(timer.id)
        now = Math.max(now, timer.at)
        timer.run()
      }
      now = limit
    },
  }
}
