import type { Cancel, Clock } from '../clock.ts'
import { createTimers } from './timers.ts'

/** A clock that jumps to the next timer once nothing can happen sooner. */
export interface VirtualClock extends Clock {
  /**
   * Keeps time still until the answer is called, for work that the clock can not see: a request on a socket, a child process. Holds
   * count: time goes on once all are released.
   */
  hold(): Cancel
}

/**
 * Begins at `begin` (epoch ms). Time stands still while microtasks or immediates are pending; then the earliest timer runs, those of the same
 * time in the order in which they were set, each in a turn of its own. While it has timers and
 * nobody holds it, it keeps the process busy: hold it when nobody waits for time to pass.
 */
export function createVirtualClock(begin: number): VirtualClock {
  const timers = createTimers()
  let now = begin
  let holds = 0
  let isScheduled = false

  function schedule(): void {
    if (isScheduled || holds > 0 || timers.isEmpty()) return
    isScheduled = true
    // Twice: what is queued now may queue once more before it counts as done.
    setImmediate(() => setImmediate(step))
  }

  function step(): void {
    isScheduled = false
    if (holds > 0) return
    const timer = timers.takeFirst()
    if (timer === undefined) return
    now = timer.at
    try {
      timer.run()
    } finally {
      schedule()
    }
  }

  return {
    now: () => now,
    after(ms, run) {
      const cancel = timers.add(now + Math.max(0, ms), run)
      schedule()
      return cancel
    },
    hold() {
      let isHeld = true
      holds += 1
      return () => {
        if (!isHeld) return
        isHeld = false
        holds -= 1
        schedule()
      }
    },
  }
}
