const dayMs = 86_400_000
const hourMs = 3_600_000

/** Study days: they begin at a local hour, not at midnight, and are numbered from 1970-01-01. */
export interface StudyDays {
  /** The study day of an instant (epoch ms). */
  dayOf(epochMs: number): number
  /** The first instant of a study day, epoch ms. */
  startOf(day: number): number
}

/**
 * Study days that begin at `rolloverHour` of the wall clock in `timeZone` (IANA name; the system's when left out). The clock on
 * the wall decides, so that a change to or from summer time moves no rollover.
 */
export function createStudyDays(rolloverHour: number, timeZone?: string): StudyDays {
  const wallClock = timeZone === undefined ? systemWallClock : zonedWallClock(timeZone)
  const dayOf = (epochMs: number): number => {
    const wall = wallClock(epochMs)
    return Math.floor((wall - rolloverHour * hourMs) / dayMs)
  }
  return {
    dayOf,
    startOf: (day) => {
      // No zone is further than 16 hours from UTC; dayOf never falls with time, so halving finds the first instant.
      let before = day * dayMs + rolloverHour * hourMs - 16 * hourMs
      let within = before + 32 * hourMs
      while (within - before > 1) {
        const middle = Math.floor((before + within) / 2)
        if (dayOf(middle) >= day) within = middle
        else before = middle
      }
      return within
    },
  }
}

/** `2026-11-24` for the number of a study day. */
export function isoDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** What a clock on the wall shows, as if it were UTC, epoch ms. */
type WallClock = (epochMs: number) => number

const systemWallClock: WallClock = (epochMs) => epochMs - new Date(epochMs).getTimezoneOffset() * 60_000

function zonedWallClock(timeZone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (epochMs) => {
    const parts = new Map(format.formatToParts(epochMs).map(({ type, value }) => [type, Number(value)]))
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
    return Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    )
  }
}
