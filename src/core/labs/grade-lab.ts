import type { Rating } from '../../contract/cards.ts'

/** What a lab's grade depends on. */
export interface LabOutcome {
  readonly solved: boolean
  readonly activeMs: number
  readonly targetMs: number
  readonly failedChecks: number
  /** Hints taken that cost something. */
  readonly costlyHints: number
  readonly wrongDiagnosis: boolean
}

export interface LabGrade {
  readonly rating: Rating
  /** Why, in one sentence for the learner. */
  readonly reason: string
}

/**
 * The grade of a lab, as an FSRS rating; the first rule that applies decides.
 *
 * | what happened | rating |
 * | --- | --- |
 * | given up | Again |
 * | solved with a hint that costs, or after a wrong diagnosis | Hard |
 * | solved in more than the target time | Hard |
 * | solved in half the target time or less, with the first Check | Easy |
 * | solved otherwise | Good |
 *
 * Only active time counts. A failed Check is no rating: it only rules out Easy.
 */
export function gradeLab(outcome: LabOutcome): LabGrade {
  const { solved, activeMs, targetMs, failedChecks, costlyHints, wrongDiagnosis } = outcome
  if (!solved) return { rating: 1, reason: 'You gave up, so it comes back soon.' }
  if (costlyHints > 0) {
    return { rating: 2, reason: `Solved with ${costlyHints === 1 ? 'a hint' : `${costlyHints} hints`}.` }
  }
  if (wrongDiagnosis) return { rating: 2, reason: 'Solved, but the diagnosis pointed at another hop.' }
  if (activeMs > targetMs) return { rating: 2, reason: `Solved in more than ${minutes(targetMs)}.` }
  if (activeMs <= targetMs / 2 && failedChecks === 0) {
    return { rating: 4, reason: `Solved at the first Check in less than half of ${minutes(targetMs)}.` }
  }
  return { rating: 3, reason: `Solved within ${minutes(targetMs)}, without hints.` }
}

function minutes(ms: number): string {
  const whole = Math.round(ms / 60_000)
  return whole === 1 ? 'a minute' : `${whole} minutes`
}
