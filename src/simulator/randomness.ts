/** Where uids, name suffixes and backend choices come from; tests pass a seeded one. */
export interface Randomness {
  /** `count` random bytes. */
  bytes(count: number): Uint8Array
  /** An integer from 0 to `below` - 1. */
  below(below: number): number
}
