/** Puts a placeholder in the place of a value that a cluster made up. */
export type Naming = (kind: string, value: string) => string

/** Numbers values by first appearance, each kind for itself: the same value is always the same placeholder. */
export class Placeholders {
  readonly #numbers = new Map<string, Map<string, number>>()

  /** The placeholder of a value; a value that is new gets the next number of its kind. */
  readonly name: Naming = (kind, value) => {
    const ofKind = this.#numbers.get(kind) ?? new Map<string, number>()
    this.#numbers.set(kind, ofKind)
    const number = ofKind.get(value) ?? ofKind.size + 1
    ofKind.set(value, number)
    return `<${kind}-${number}>`
  }

  /** The placeholder of a value that has one; for any other, only what kind of value it is. */
  readonly peek: Naming = (kind, value) => {
    const number = this.#numbers.get(kind)?.get(value)
    return number === undefined ? `<${kind}>` : `<${kind}-${number}>`
  }
}
