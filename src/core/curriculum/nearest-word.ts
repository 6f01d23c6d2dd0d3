import { closest, distance } from 'fastest-levenshtein'

/** The word of `words` that `word` was probably meant to be; null when none is within a third of its length. */
export function nearestWord(word: string, words: readonly string[]): string | null {
  if (words.length === 0) return null
  const near = closest(word, words)
  return distance(word, near) <= Math.max(1, Math.floor(word.length / 3)) ? near : null
}
