/** Time at work: signs of life (keys, calls) count, and up to a minute past each; waiting and idling do not. */
export interface ActiveTime {
  /** Milliseconds that are settled. */
  readonly settledMs: number
  /** Epoch ms of the last sign; null while paused. */
  readonly lastSignAt: number | null
}

const idleMs = 60_000

/** The learner did something at `now`. */
export function signOfLife(time: ActiveTime, now: number): ActiveTime {
  return { settledMs: activeMs(time, now), lastSignAt: now }
}

/** Nothing counts until the next sign. */
export function pauseActive(time: ActiveTime, now: number): ActiveTime {
  return { settledMs: activeMs(time, now), lastSignAt: null }
}

/** Active time up to `now`, ms. A clock that went backwards adds nothing. */
export function activeMs({ settledMs, lastSignAt }: ActiveTime, now: number): number {
  return lastSignAt === null ? settledMs : settledMs + Math.min(Math.max(0, now - lastSignAt), idleMs)
}

export function isActive({ lastSignAt }: ActiveTime, now: number): boolean {
  return lastSignAt !== null && now - lastSignAt < idleMs
}
