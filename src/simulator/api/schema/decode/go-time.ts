/** A text that is no time; the message is that of Go's `time.Parse`. */
export class GoTimeError extends Error {}

const layouts = {
  seconds: '2006-01-02T15:04:05Z07:00',
  micros: '2006-01-02T15:04:05.000000Z07:00',
} as const

/**
 * Reads RFC 3339 and answers it as metav1.Time (`seconds`) or metav1.MicroTime (`micros`) is written: UTC. Throws a
 * {@link GoTimeError}.
 */
export function canonicalTime(text: string, precision: keyof typeof layouts): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?(Z|[+-]\d{2}:\d{2})$/.exec(
    text,
  )
  const [, year, month, day, hour, minute, second, fraction = '', zone = ''] = parts ?? []
  // A MicroTime's layout wants exactly six digits.
  if (parts === null || (precision === 'micros' && fraction.length !== 6)) throw unreadable(text, precision)
  const range = rangeProblem(Number(month), Number(day), Number(year), [hour, minute, second].map(Number))
  if (range !== null) throw new GoTimeError(`parsing time ${JSON.stringify(text)}: ${range} out of range`)
  const whole = new Date(
    `${String(year)}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(second)}${zone}`,
  )
  const seconds = whole.toISOString().slice(0, 19)
  return precision === 'seconds' ? `${seconds}Z` : `${seconds}.${fraction.padEnd(6, '0').slice(0, 6)}Z`
}

/** Which part of the layout the text breaks, in layout order. */
function unreadable(text: string, precision: keyof typeof layouts): GoTimeError {
  const layout = layouts[precision]
  const parts: [layoutPart: string, pattern: RegExp][] = [
    ['2006', /^\d{4}/],
    ['-', /^-/],
    ['01', /^\d{2}/],
    ['-', /^-/],
    ['02', /^\d{2}/],
    ['T', /^T/],
    ['15', /^\d{2}/],
    [':', /^:/],
    ['04', /^\d{2}/],
    [':', /^:/],
    ['05', /^\d{2}(?:[.,]\d+)?/],
    ['Z07:00', /^(?:Z|[+-]\d{2}:\d{2})/],
  ]
  if (precision === 'micros') {
    parts[10] = ['05', /^\d{2}/]
    parts.splice(11, 0, ['.000000', /^[.,]\d{6}/])
  }
  let rest = text
  for (const [part, pattern] of parts) {
    const match = pattern.exec(rest)
    if (match === null)
      return new GoTimeError(
        `parsing time ${JSON.stringify(text)} as "${layout}": cannot parse ${JSON.stringify(rest)} as "${part}"`,
      )
    rest = rest.slice(match[0].length)
  }
  return new GoTimeError(`parsing time ${JSON.stringify(text)}: extra text: ${JSON.stringify(rest)}`)
}

function rangeProblem(month: number, day: number, year: number, clock: readonly number[]): string | null {
  const [hour = 0, minute = 0, second = 0] = clock
  if (month < 1 || month > 12) return 'month'
  if (hour > 23) return 'hour'
  if (minute > 59) return 'minute'
  if (second > 59) return 'second'
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return 'day'
  return null
}
