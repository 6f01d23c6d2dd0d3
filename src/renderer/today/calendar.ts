export interface HeatCell {
  readonly day: string
  readonly reviews: number
  /** Column (weeks from the left) and row (0 Monday … 6 Sunday). */
  readonly week: number
  readonly weekday: number
  /** 0 nothing … 4 the busiest quarter. */
  readonly level: number
}

/**
 * Places days (`YYYY-MM-DD`, consecutive, oldest first) in columns of weeks that begin on Monday. Levels are quarters of
 * the busiest day.
 */
export function heatCells(history: readonly { day: string; reviews: number }[]): HeatCell[] {
  const busiest = Math.max(1, ...history.map(({ reviews }) => reviews))
  const first = history[0]
  const offset = first === undefined ? 0 : weekdayOf(first.day)
  return history.map(({ day, reviews }, index) => ({
    day,
    reviews,
    week: Math.floor((index + offset) / 7),
    weekday: (index + offset) % 7,
    level: reviews === 0 ? 0 : Math.ceil((reviews / busiest) * 4),
  }))
}

/** 0 Monday … 6 Sunday, of a calendar date; no time zone has a say in it. */
export function weekdayOf(day: string): number {
  return (dateOf(day).getUTCDay() + 6) % 7
}

/** `Tue 24 Nov`, in the reader's language. */
export function dayLabel(day: string, parts: Intl.DateTimeFormatOptions = {}): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC', ...parts } as const
  return new Intl.DateTimeFormat('en-GB', options).format(dateOf(day))
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
