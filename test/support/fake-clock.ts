import type { Clock } from '../../src/core/clock.ts'

/** A clock that stands still until it is moved; a sleep moves it at once. */
export class FakeClock implements Clock {
  #now: number

  constructor(now: number | string) {
    this.#now = typeof now === 'string' ? Date.parse(now) : now
  }
  now(): number {
    return this.#now
  }
  async sleep(ms: number): Promise<void> {
    await Promise.resolve()
    this.#now += ms
  }
  advance(ms: number): void {
    this.#now += ms
  }
}

export const minutes = (count: number): number => count * 60_000
export const days = (count: number): number => count * 86_400_000
