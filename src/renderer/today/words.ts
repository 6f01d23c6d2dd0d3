import type { Counts, Today } from '../../contract/study.ts'

/** `1 card`, `12 cards`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Cards that can be studied in this study day. */
export function total(counts: Counts): number {
  return counts.new + counts.learning + counts.due
}

/** A length of time as a person says it: `45 s`, `12 min`, `1 h 5 min`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** A running clock: `4:07`, `1:02:30`. */
export function clockFace(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const pad = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest.replace(/^0/, '')
}

/** When something falls due, seen from `now`: `today`, `tomorrow`, `in 5 days`, `3 days ago`, `not yet`. */
export function dueText(dueAt: number | null, now: number): string {
  if (dueAt === null) return 'not scheduled'
  const days = Math.round((startOfDay(dueAt) - startOfDay(now)) / 86_400_000)
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  if (days === -1) return 'yesterday'
  return days > 0 ? `in ${days} days` : `${-days} days ago`
}

/** One line that says what there is to do. */
export function headline(today: Today): string {
  const cards = total(today.counts)
  if (cards > 0) return `${plural(cards, 'card')} to study`
  if (today.nextLearningAt !== null) return 'Almost done for today'
  return today.done.reviews > 0 ? 'Done for today' : 'Nothing due today'
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0)
}
