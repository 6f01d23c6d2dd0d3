/** Share of the first pane, percent; neither pane disappears. */
export const smallest = 20
export const largest = 80

/** Where the divider goes for a key, or null when the key is not its. */
export function shareAfterKey(key: string, share: number, stacked: boolean): number | null {
  const [less, more] = stacked ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight']
  if (key === less) return clampShare(share - 2)
  if (key === more) return clampShare(share + 2)
  if (key === 'Home') return smallest
  return key === 'End' ? largest : null
}

export function clampShare(share: number): number {
  return Math.min(largest, Math.max(smallest, Math.round(share)))
}

/** The share that was kept as text; the default when that says nothing. */
export function readShare(kept: string | null, otherwise: number): number {
  const share = Number(kept ?? Number.NaN)
  return Number.isFinite(share) ? clampShare(share) : otherwise
}
