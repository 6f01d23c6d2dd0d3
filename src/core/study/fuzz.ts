/**
 * A number 0 ≤ x < 1 that depends on nothing but the card and how often it was reviewed: the interval that a button promises is
 * the one that it gives. FNV-1a over the text, finished as MurmurHash3 finishes.
 */
export function fuzzFactor(cardId: string, reps: number): number {
  let hash = 0x811c9dc5
  for (const char of `${cardId}/${reps}`) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
