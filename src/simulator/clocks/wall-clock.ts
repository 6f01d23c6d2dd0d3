import type { Clock } from '../clock.ts'

/** Beyond this, Node runs a timer at once. */
const longestTimer = 2 ** 31 - 1

/** The machine's time: with a learner at the keyboard. */
export function createWallClock(): Clock {
  return {
    now: () => Date.now(),
    after(ms, run) {
      let timer: NodeJS.Timeout
      const wait = (left: number): void => {
        const part = Math.min(left, longestTimer)
        timer = setTimeout(() => {
          if (left > part) wait(left - part)
          else run()
        }, part)
      }
      wait(Math.max(0, ms))
      return () => clearTimeout(timer)
    },
  }
}
