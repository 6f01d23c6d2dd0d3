import type { Cancellation, Clock } from '../core/clock.ts'

/** Wall time. A sleep keeps the process alive until it is over or cancelled. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, cancel?: Cancellation) =>
    new Promise((resolve, reject) => {
      cancel?.throwIfAborted()
      const stop = (): void => {
        clearTimeout(timer)
        try {
          cancel?.throwIfAborted()
        } catch (reason) {
          reject(reason instanceof Error ? reason : new Error(String(reason)))
        }
      }
      const timer = setTimeout(() => {
        cancel?.removeEventListener('abort', stop)
        resolve()
      }, ms)
      cancel?.addEventListener('abort', stop)
    }),
}
