/** Milliseconds to wait before attempt `attempt` (0 first): doubles from 250 ms to 5 s, so that a restart is seen soon. */
export function backoff(attempt: number): number {
  return Math.min(5000, 250 * 2 ** attempt)
}
