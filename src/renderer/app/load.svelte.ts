import { toErrorPayload, type ErrorPayload } from '../../contract/errors.ts'

/** Something that is fetched: the newest answer, and the error of the newest attempt. */
export class Loaded<T> {
  value = $state.raw<T | null>(null)
  error = $state.raw<ErrorPayload | null>(null)
  loading = $state(false)
  #turn = 0

  /** Fetches; only the newest of overlapping fetches counts. Never rejects: what went wrong is `error`. */
  async run(fetch: () => Promise<T>): Promise<void> {
    const turn = ++this.#turn
    this.loading = true
    try {
      const value = await fetch()
      if (turn !== this.#turn) return
      this.value = value
      this.error = null
    } catch (error) {
      if (turn === this.#turn) this.error = toErrorPayload(error)
    } finally {
      if (turn === this.#turn) this.loading = false
    }
  }
}
