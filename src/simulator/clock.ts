/** Time as the embedded cluster sees it: wall time with a learner at the keyboard, time that advances by itself in `verify`. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Runs `run` once, `ms` from now; never before the current turn ends. The answer cancels it. */
  after(ms: number, run: () => void): Cancel
}

export type Cancel = () => void
