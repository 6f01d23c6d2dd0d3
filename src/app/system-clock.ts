import type { Cancellation, Clock } from '../core/clock.ts'

/** Wall time. A sleep that is all that is left does not keep the process alive. */
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
      timer.unref()
      cancel?.addEventListener('abort', stop)
    }),
}
