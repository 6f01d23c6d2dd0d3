const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How a button says when a card comes back: `<1m`, `10m`, `3h`, `4d`, `2.1mo`, `1.3y`. `days` counts when it is a day or more. */
export function intervalLabel(ms: number, days: number): string {
  if (days > 0) return daysLabel(days)
  if (ms < minute) return '<1m'
  if (ms < hour) return `${Math.round(ms / minute)}m`
  if (ms < day) return `${short(ms / hour)}h`
  return daysLabel(ms / day)
}

function daysLabel(days: number): string {
  if (days < 30) return `${Math.round(days)}d`
  if (days < 365) return `${short(days / 30.4375)}mo`
  return `${short(days / 365.25)}y`
}

function short(value: number): string {
  return value < 9.95 ? String(Math.round(value * 10) / 10) : String(Math.round(value))
}
