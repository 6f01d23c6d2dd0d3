import type { Rating, ScheduleView } from '../../contract/cards.ts'
import type { StudyItem } from '../../contract/study.ts'
import type { CardRow } from './card-row.ts'
import { intervalLabel } from './interval-label.ts'
import { futuresOf, type Futures, type ScheduleContext } from './schedule-card.ts'

/** A card's schedule as doors see it. */
export function scheduleView(row: CardRow, { now, days, fsrs }: ScheduleContext): ScheduleView {
  const today = days.dayOf(now)
  const elapsed = row.lastReviewDay === null ? 0 : Math.max(0, today - row.lastReviewDay)
  return {
    state: row.state,
    dueAt: row.dueAt,
    stability: row.stability,
    difficulty: row.difficulty,
    retrievability: row.stability === null ? null : fsrs.retrievability(row.stability, elapsed),
    reps: row.reps,
    lapses: row.lapses,
    lastReviewAt: row.lastReviewAt,
    suspended: row.suspended,
    buried: row.buriedDay !== null && row.buriedDay >= today,
    leech: row.leech,
    flag: row.flag,
    revision: row.revision,
    note: row.note,
  }
}

/** What each button would do. */
export function choicesOf(row: CardRow, context: ScheduleContext): StudyItem['choices'] {
  const futures = futuresOf(row, context)
  const ratings: readonly Rating[] = [1, 2, 3, 4]
  return ratings.map((rating) => choiceOf(rating, futures, context.now))
}

function choiceOf(rating: Rating, futures: Futures, now: number): StudyItem['choices'][number] {
  const { dueAt, interval } = futures[rating]
  const at = dueAt ?? now
  return { rating, dueAt: at, label: intervalLabel(at - now, interval) }
}
