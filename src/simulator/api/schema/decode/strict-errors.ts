import { goQuote } from '../../meta/go-quote.ts'

/** Unknown and repeated fields, in the order found, each once, at most 100 (sigs.k8s.io/json `saveStrictError`). */
export class StrictErrors {
  readonly #texts = new Set<string>()

  /** `path` ends in the field: `spec.ports[0].foo`. */
  add(problem: 'unknown field' | 'duplicate field', path: string): void {
    if (this.#texts.size < 100) this.#texts.add(`${problem} ${goQuote(path)}`)
  }

  texts(): readonly string[] {
    return [...this.#texts]
  }
}

/** `strict decoding error: unknown field "a", duplicate field "b"` (apimachinery `strictDecodingError`). */
export function strictDecodingText(texts: readonly string[]): string {
  return `strict decoding error: ${texts.join(', ')}`
}
