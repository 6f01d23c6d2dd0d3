/** First and longest wait between two runs of a container that ends (kubernetes `kubelet.go`: MaxCrashLoopBackOff and its initial value). */
const firstMs = 10_000
const longestMs = 300_000

/**
 * Whether a container may run again now (client-go `flowcontrol.Backoff`): the first restart waits for nothing, each further one for a back-off
 * that doubles; it is forgotten when the container ran twice the longest back-off. `waitMs` counts from `now`; `next` is the back-off
 * that stands, or with a wait of 0 the one that the restart leaves behind.
 */
export function crashBackOff(
  known: { readonly ms: number; readonly since: number } | null,
  finishedAt: number,
  now: number,
): { readonly waitMs: number; readonly next: { readonly ms: number; readonly since: number } } {
  if (known === null || finishedAt - known.since > 2 * longestMs) {
    return { waitMs: 0, next: { ms: firstMs, since: now } }
  }
  const waitMs = Math.max(0, finishedAt + known.ms - now)
  if (waitMs > 0) return { waitMs, next: known }
  return { waitMs: 0, next: { ms: Math.min(known.ms * 2, longestMs), since: now } }
}
