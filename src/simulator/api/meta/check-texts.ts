/** `must be no more than 63 characters` (apimachinery `validation.MaxLenError`). */
export function maxLenError(length: number): string {
  return `must be no more than ${length} characters`
}

/** What must hold, with examples and the pattern (apimachinery `validation.RegexError`). */
export function regexError(message: string, pattern: string, ...examples: readonly string[]): string {
  const shown = examples.map((example) => `'${example}', `).join(' or ')
  const lead = examples.length === 0 ? '' : `e.g. ${shown}`
  return `${message} (${lead}regex used for validation is '${pattern}')`
}

export const emptyError = 'must be non-empty'

/** `must be between 1 and 65535, inclusive` (apimachinery `validation.InclusiveRangeError`). */
export function inclusiveRangeError(low: number, high: number): string {
  return `must be between ${low} and ${high}, inclusive`
}

/** Length in bytes of UTF-8, as Go's `len` counts. */
export function byteLength(value: string): number {
  return Buffer.byteLength(value)
}
