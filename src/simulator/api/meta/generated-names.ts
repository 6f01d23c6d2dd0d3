import type { Randomness } from '../../randomness.ts'

/** Without vowels and look-alikes: apimachinery `util/rand`. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789'
const suffixLength = 5
const maxLength = 63

/** `base` and five random characters, 63 characters at most: what metadata.generateName becomes. */
export function generatedName(base: string, random: Randomness): string {
  return base.slice(0, maxLength - suffixLength) + randomSuffix(suffixLength, random)
}

/** Random characters of the alphabet that Kubernetes names use. */
export function randomSuffix(length: number, random: Randomness): string {
  return Array.from({ length }, () => alphabet.charAt(random.below(alphabet.length))).join('')
}

/** A text in that alphabet, as `pod-template-hash` is made (apimachinery `rand.SafeEncodeString`). */
export function safeEncoded(text: string): string {
  return Array.from(text)
    .map((character) => alphabet.charAt((character.codePointAt(0) ?? 0) % alphabet.length))
    .join('')
}
