import { clipParameters, default_w, FSRSAlgorithm, get_fuzz_range } from 'ts-fsrs'
import type { Rating } from '../../contract/cards.ts'

/** Recorded with each review, so that a later version knows what computed its memory state. */
export const algorithmVersion = 'FSRS-6 (ts-fsrs 5.4.2)'

/** FSRS-6's default parameters, 21 numbers. */
export const defaultParameters: readonly number[] = [...default_w]

/** What FSRS remembers of a card. Stability in days: recall is 90 % likely after that time. Difficulty 1..10. */
export interface Memory {
  readonly stability: number
  readonly difficulty: number
}

/** FSRS with one preset's parameters; every day count is ours. */
export interface Fsrs {
  /** The memory after a review `elapsedDays` study days after the last one; `null` before the first. */
  next(memory: Memory | null, elapsedDays: number, rating: Rating): Memory
  /** Whole days, 1..maximum, after which recall falls to the desired retention. */
  interval(stability: number): number
  /** Probability of recall, 0..1. */
  retrievability(stability: number, elapsedDays: number): number
  /** Whole days between which an interval may be moved; the interval itself when it is too short for that. */
  fuzzRange(interval: number, elapsedDays: number): { readonly min: number; readonly max: number }
  /** Retrievability is `(1 + factor · days / stability) ^ decay`. */
  readonly curve: { readonly factor: number; readonly decay: number }
}

export interface FsrsOptions {
  readonly parameters: readonly number[]
  readonly desiredRetention: number
  readonly maximumInterval: number
}

/** Fuzz begins at intervals of this many days (Anki's rule, which ts-fsrs leaves to its caller). */
const shortestFuzzed = 2.5

export function createFsrs(options: FsrsOptions): Fsrs {
  const { desiredRetention, maximumInterval } = options
  const algorithm = new FSRSAlgorithm({
    w: clipParameters([...options.parameters], 1, true),
    request_retention: desiredRetention,
    maximum_interval: maximumInterval,
    enable_fuzz: false,
    enable_short_term: true,
  })
  const decay = -(algorithm.parameters.w[20] ?? 0.1542)
  const factor = Math.exp(Math.log(0.9) / decay) - 1
  return {
    next: (memory, elapsedDays, rating) => {
      const { stability, difficulty } = algorithm.next_state(memory && { ...memory }, elapsedDays, rating)
      return { stability, difficulty }
    },
    interval: (stability) => algorithm.next_interval(stability, 0),
    retrievability: (stability, elapsedDays) => algorithm.forgetting_curve(elapsedDays, stability),
    fuzzRange: (interval, elapsedDays) => {
      if (interval < shortestFuzzed) return { min: interval, max: interval }
      const range = get_fuzz_range(interval, elapsedDays, maximumInterval)
      return { min: range.min_ivl, max: range.max_ivl }
    },
    curve: { factor, decay },
  }
}
