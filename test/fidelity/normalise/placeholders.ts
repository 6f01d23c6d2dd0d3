/** Puts a placeholder in the place of a value that a cluster made up. */
export type Naming = (kind: string, value: string) => string

/** Numbers values by first appearance, each kind for itself: the same value is always the same placeholder. */
export function numbering(): Naming {
  const numbers = new Map<string, Map<string, number>>()
  return (kind, value) => {
    const ofKind = numbers.get(kind) ?? new Map<string, number>()
    numbers.set(kind, ofKind)
    const number = ofKind.get(value) ?? ofKind.size + 1
    ofKind.set(value, number)
    return `<${kind}-${number}>`
  }
}

/** Says only what kind of value it was: to compare lines before anything is numbered. */
export const masking: Naming = (kind) => `<${kind}>`
