const numbered = /<([a-z-]+)-(\d+)>/g

/** A line with placeholders that say only the kind of value. */
export function withoutNumbers(line: string): string {
  return line.replace(numbered, '<$1>')
}

/**
 * Which placeholder of a recording is which of a replay. They need not have the same numbers (one more address in an early line
 * moves all later numbers), but what was one value must be one value.
 */
export class Identities {
  readonly #forward = new Map<string, string>()
  readonly #backward = new Map<string, string>()

  /** Whether two lines that agree apart from numbers name the same values; if so, remembers those seen first. */
  agree(recorded: string, replayed: string): boolean {
    const left = recorded.match(numbered) ?? []
    const right = replayed.match(numbered) ?? []
    const pairs = left.map((one, index) => [one, right[index] ?? ''] as const)
    const consistent = pairs.every(
      ([one, other]) =>
        (this.#forward.get(one) ?? other) === other && (this.#backward.get(other) ?? one) === one,
    )
    if (!consistent) return false
    for (const [one, other] of pairs) {
      this.#forward.set(one, other)
      this.#backward.set(other, one)
    }
    return true
  }
}
