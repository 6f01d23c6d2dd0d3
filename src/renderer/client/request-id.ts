/** Names one act of the learner. A retried call carries the same id, and the core acts once. */
export function newRequestId(): string {
  return crypto.randomUUID()
}
