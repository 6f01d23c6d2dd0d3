import type { Counts } from '../../contract/study.ts'
import type { CardRow } from './card-row.ts'
import type { StudyContext } from './study-context.ts'
import type { QueueLimits, QueueQuery, StudyRepository } from './study-repository.ts'

/** Learning cards come up to this much early when nothing else is left (Anki's 'learn ahead limit'). */
const learnAheadMs = 20 * 60_000

export interface Queue {
  readonly counts: Counts
  readonly nextLearningAt: number | null
  /** What may still be shown today, limits applied. */
  readonly left: QueueLimits
  readonly used: QueueLimits
  readonly query: QueueQuery
}

/** Today's queue of one topic, or of all. */
export function queueOf(repository: StudyRepository, context: StudyContext, topic: string | null): Queue {
  const { now, today, dayEndsAt, settings } = context
  const { newPerDay, reviewsPerDay } = settings.presets.cards
  const query = { now, today, dayEndsAt, topic }
  const state = repository.queue(query)
  const used = repository.limitsUsed(today)
  const left = {
    new: Math.min(state.new, Math.max(0, newPerDay - used.new)),
    reviews: Math.min(state.due, Math.max(0, reviewsPerDay - used.reviews)),
  }
  return {
    counts: { new: left.new, learning: state.learning, due: left.reviews },
    nextLearningAt: state.nextLearningAt,
    left,
    used,
    query,
  }
}

/**
 * The card to show now: a learning card whose time has come, then reviews and new cards in step with what is left of each, then
 * a learning card that is nearly due. Null when none is left, though learning cards may still wait.
 */
export function nextCard(repository: StudyRepository, queue: Queue): CardRow | null {
  const { query, left, used } = queue
  const learning = repository.nextLearning(query, query.now)
  if (learning !== null) return learning
  const review = left.reviews > 0 ? repository.nextReview(query) : null
  const fresh = left.new > 0 ? repository.nextNew(query) : null
  if (review !== null && fresh !== null) {
    return share(used.new, left.new) < share(used.reviews, left.reviews) ? fresh : review
  }
  return review ?? fresh ?? repository.nextLearning(query, aheadUntil(query))
}

/** Ends with the study day: what falls due after it is not of today, nor counted. Epoch ms, inclusive. */
function aheadUntil({ now, dayEndsAt }: QueueQuery): number {
  return Math.min(now + learnAheadMs, dayEndsAt - 1)
}

/** How much of today's cards of a kind is done, 0..1. */
function share(done: number, left: number): number {
  return done / (done + left)
}
