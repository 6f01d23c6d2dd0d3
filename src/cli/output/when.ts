const dayMs = 86_400_000

/** `now`, `in 3 h`, `in 4 days`, `2026-12-24`: when something falls due. */
export function when(dueAt: number | null, now: number): string {
  if (dueAt === null) return 'new'
  const ms = dueAt - now
  if (ms <= 0) return 'now'
  if (ms < dayMs)
    return ms < 3_600_000 ? `in ${Math.ceil(ms / 60_000)} min` : `in ${Math.round(ms / 3_600_000)} h`
  const days = Math.round(ms / dayMs)
  return days < 60 ? `in ${days} ${days === 1 ? 'day' : 'days'}` : new Date(dueAt).toISOString().slice(0, 10)
}
