/** Time as the core sees it; tests and the embedded cluster pass their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Resolves after `ms`, or rejects with the signal's reason once it is aborted. */
  sleep(ms: number, cancel?: Cancellation): Promise<void>
}

/** The part of an AbortSignal that the core uses. */
export interface Cancellation {
  readonly aborted: boolean
  throwIfAborted(): void
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}
