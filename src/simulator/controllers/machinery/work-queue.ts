import { StatusError } from '../../api/status-error.ts'
import type { Cancel, Clock } from '../../clock.ts'

export interface WorkQueueOptions {
  readonly clock: Clock
  /** Makes the world fit one key. A StatusError means: again later; any other error is reported too. */
  readonly sync: (key: string) => void
  readonly reportError?: ((error: unknown) => void) | undefined
  /** First and longest pause after a failure, ms. Default 5 ms and 1000 s (client-go `DefaultTypedControllerRateLimiter`). */
  readonly backOff?: { readonly first: number; readonly longest: number }
}

/**
 * Keys that wait for {@link WorkQueueOptions.sync}, each once however often it is added, one key in each turn of the clock, in the order
 * in which they were added. A key that fails comes again after a pause that doubles with every failure.
 */
export class WorkQueue {
  readonly #options: WorkQueueOptions
  readonly #ready = new Set<string>()
  readonly #later = new Map<string, { at: number; cancel: Cancel }>()
  readonly #failures = new Map<string, number>()
  #turn: Cancel | null = null
  #stopped = false

  constructor(options: WorkQueueOptions) {
    this.#options = options
  }

  add(key: string): void {
    if (this.#stopped) return
    this.#ready.add(key)
    this.#turn ??= this.#options.clock.after(0, () => this.#work())
  }

  /** Adds the key `ms` from now; of several such calls the earliest counts. */
  addAfter(key: string, ms: number): void {
    if (this.#stopped) return
    const at = this.#options.clock.now() + ms
    const planned = this.#later.get(key)
    if (planned !== undefined && planned.at <= at) return
    planned?.cancel()
    const cancel = this.#options.clock.after(ms, () => {
      this.#later.delete(key)
      this.add(key)
    })
    this.#later.set(key, { at, cancel })
  }

  /** As after a failure: the pause doubles with every call until the key succeeds. */
  addRateLimited(key: string): void {
    const { first, longest } = this.#options.backOff ?? { first: 5, longest: 1_000_000 }
    const failures = this.#failures.get(key) ?? 0
    this.#failures.set(key, failures + 1)
    this.addAfter(key, Math.min(first * 2 ** failures, longest))
  }

  stop(): void {
    this.#stopped = true
    this.#turn?.()
    for (const { cancel } of this.#later.values()) cancel()
    this.#later.clear()
    this.#ready.clear()
  }

  #work(): void {
    this.#turn = null
    const [key] = this.#ready
    if (key === undefined) return
    this.#ready.delete(key)
    if (this.#ready.size > 0) this.#turn = this.#options.clock.after(0, () => this.#work())
    try {
      this.#options.sync(key)
      this.#failures.delete(key)
    } catch (error) {
      this.addRateLimited(key)
      if (error instanceof StatusError) return
      if (this.#options.reportError === undefined) throw error
      this.#options.reportError(error)
    }
  }
}
