import type { CardState, Rating } from '../../contract/cards.ts'
import type { CardRow } from './card-row.ts'

/** A change as the operation log keeps it, so that two folders can be merged. */
export interface Operation {
  /** ULID: sorts by time. */
  readonly id: string
  /** Epoch ms. */
  readonly at: number
  readonly kind: OperationKind
  /** Null for what concerns no card. */
  readonly cardId: string | null
  readonly requestId: string
  /** What was asked, as JSON. */
  readonly payload: string
  /** The card's row before, for undo; null when the operation changed no card. */
  readonly before: CardRow | null
  readonly after: CardRow | null
}

export type OperationKind =
  'review' | 'suspend' | 'bury' | 'flag' | 'due' | 'note' | 'settings' | 'undo' | 'regrade'

/** A stored operation. */
export interface StoredOperation extends Operation {
  readonly device: string
  readonly undone: boolean
}

/** One line of the review log. */
export interface Review {
  readonly id: string
  readonly cardId: string
  readonly at: number
  readonly day: number
  readonly rating: Rating
  readonly durationMs: number
  readonly before: CardRow
  readonly after: CardRow
  /** What computed it; see `algorithmVersion`. */
  readonly algorithm: string
}

/** What is left of today. */
export interface QueueLimits {
  readonly new: number
  readonly reviews: number
}

export interface QueueQuery {
  readonly now: number
  readonly today: number
  /** Learning cards up to here count as today's, epoch ms. */
  readonly dayEndsAt: number
  /** One topic, or null for all. */
  readonly topic: string | null
}

export interface QueueState {
  /** Cards that could come, before limits; siblings of a note count once. */
  readonly new: number
  readonly due: number
  /** Learning cards that fall due before the day ends. */
  readonly learning: number
  /** When the next learning card is due; may be past. */
  readonly nextLearningAt: number | null
}

export interface TopicStanding {
  readonly topic: string
  readonly cards: number
  readonly seen: number
  /** Mean probability of recall of the seen cards; null without any. */
  readonly recall: number | null
}

export interface DayFigures {
  readonly reviews: number
  readonly newCards: number
  readonly again: number
  readonly durationMs: number
}

/** Where schedules and their log are kept. Every write is on disk when the transaction returns. */
export interface StudyRepository {
  /** Runs `work` as one transaction that nobody else's write can come into; a throw changes nothing. */
  transact<T>(work: () => T): T
  readonly deviceId: string
  /** Tells which cards the curriculum has now, in its order; schedules of others are kept. */
  syncCards(cards: readonly { readonly cardId: string; readonly topic: string }[], fingerprint: string): void

  card(cardId: string): CardRow | null
  /** Rows of `cardIds` that are there. */
  cardsIn(cardIds: readonly string[]): CardRow[]
  putCard(row: CardRow): void
  operationOf(requestId: string): StoredOperation | null
  addOperation(operation: Operation): void
  /** The newest change of a study card that was not taken back. */
  newestUndoable(): StoredOperation | null
  markUndone(operationId: string): void
  addReview(review: Review): void
  review(id: string): Review | null

  queue(query: QueueQuery): QueueState
  /** The learning card that is due first, up to `until` (epoch ms). */
  nextLearning(query: QueueQuery, until: number): CardRow | null
  nextReview(query: QueueQuery): CardRow | null
  nextNew(query: QueueQuery): CardRow | null

  /** Reviews of study cards on one day that were not taken back. */
  dayFigures(day: number): DayFigures
  /** How many review-state cards were answered on one day, and how many new ones. */
  limitsUsed(day: number): QueueLimits
  reviewsPerDay(from: number, to: number): ReadonlyMap<number, number>
  /** Study days with a review, newest first, without a gap, from `today` or the day before. */
  streak(today: number): number
  /** Study cards that fall due per day; what is overdue counts today. */
  duePerDay(today: number, days: number): ReadonlyMap<number, number>
  topicStandings(today: number, curve: { factor: number; decay: number }): TopicStanding[]
  labCards(): CardRow[]
  /** Lab cards whose last grade that stands was better than Again. */
  labsSolved(): string[]
  labsSolvedOn(day: number): number
  totals(today: number): Totals
  answersSince(day: number): ReadonlyMap<Rating, number>
  /** Reviews of review-state cards since `day`, by whether the interval before was 21 days or more. */
  retentionSince(day: number): Record<'young' | 'mature', { total: number; passed: number }>
}

export interface Totals {
  readonly byState: Readonly<Record<CardState, number>>
  readonly mature: number
  readonly suspended: number
  readonly leeches: number
  readonly reviews: number
  readonly reviewsSince30: number
}
