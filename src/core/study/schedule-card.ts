import type { Rating } from '../../contract/cards.ts'
import type { Preset } from '../../contract/system.ts'
import type { CardRow } from './card-row.ts'
import type { Fsrs, Memory } from './fsrs.ts'
import { fuzzFactor } from './fuzz.ts'
import type { StudyDays } from './study-days.ts'

const minuteMs = 60_000
const ratings = [1, 2, 3, 4] as const

export interface ScheduleContext {
  /** Epoch ms. */
  readonly now: number
  readonly days: StudyDays
  readonly preset: Preset
  readonly fsrs: Fsrs
}

/** What a card becomes by each rating. */
export type Futures = Readonly<Record<Rating, CardRow>>

/**
 * The four futures of a card now. (Re)learning steps are those of Anki's manual, 'Learning steps': Again goes to the first
 * step; Hard repeats the present one, on the first step the mean of the first two, or half more where there is but one; Good
 * goes to the next; Easy leaves them. Without steps left the interval is FSRS's, fuzzed, with Hard < Good < Easy.
 */
export function futuresOf(card: CardRow, context: ScheduleContext): Futures {
  const today = context.days.dayOf(context.now)
  const elapsed = card.lastReviewDay === null ? 0 : Math.max(0, today - card.lastReviewDay)
  const memory = memoryOf(card)
  const memories = byRating((rating) => context.fsrs.next(memory, elapsed, rating))
  const intervals = intervalsOf(card, memories, elapsed, context)
  return byRating((rating) => futureOf(card, rating, memories[rating], intervals[rating], today, context))
}

export function memoryOf({ stability, difficulty }: CardRow): Memory | null {
  return stability === null || difficulty === null ? null : { stability, difficulty }
}

function futureOf(
  card: CardRow,
  rating: Rating,
  memory: Memory,
  interval: number,
  today: number,
  { now, days, preset }: ScheduleContext,
): CardRow {
  const lapsed = card.state === 'review' && rating === 1
  const lapses = card.lapses + (lapsed ? 1 : 0)
  const reviewed: CardRow = {
    ...card,
    ...memory,
    lapses,
    reps: card.reps + 1,
    lastReviewAt: now,
    lastReviewDay: today,
    buriedDay: null,
    ...(lapsed && isLeechAt(lapses, preset.leechThreshold) ? leechFields(preset) : {}),
  }
  const step = nextStep(card, rating, preset)
  if (step !== null) {
    const relearns = lapsed || card.state === 'relearning'
    return {
      ...reviewed,
      state: relearns ? 'relearning' : 'learning',
      step: step.index,
      dueAt: now + Math.round(step.minutes * minuteMs),
      dueDay: null,
      interval: 0,
    }
  }
  const dueDay = today + interval
  return { ...reviewed, state: 'review', step: 0, dueDay, dueAt: days.startOf(dueDay), interval }
}

/** The (re)learning step that follows, null when the card leaves them (or has none). */
function nextStep(
  card: CardRow,
  rating: Rating,
  preset: Preset,
): { readonly index: number; readonly minutes: number } | null {
  const relearns = card.state === 'review' || card.state === 'relearning'
  const steps = relearns ? preset.relearningSteps : preset.learningSteps
  const [first, second] = steps
  if (first === undefined || rating === 4 || (card.state === 'review' && rating !== 1)) return null
  if (rating === 1) return { index: 0, minutes: first }
  const index = Math.min(card.state === 'new' ? 0 : card.step, steps.length - 1)
  const present = steps[index] ?? first
  if (rating === 2) {
    if (index > 0) return { index, minutes: present }
    return { index, minutes: second === undefined ? first * 1.5 : (first + second) / 2 }
  }
  const next = steps[index + 1]
  return next === undefined ? null : { index: index + 1, minutes: next }
}

/** Days by rating for a card that leaves its steps by it. */
function intervalsOf(
  card: CardRow,
  memories: Readonly<Record<Rating, Memory>>,
  elapsed: number,
  { fsrs, preset }: ScheduleContext,
): Readonly<Record<Rating, number>> {
  const factor = fuzzFactor(card.cardId, card.reps)
  const fuzzed = (rating: Rating): number => {
    const interval = fsrs.interval(memories[rating].stability)
    if (!preset.fuzz) return interval
    const { min, max } = fsrs.fuzzRange(interval, elapsed)
    return Math.floor(factor * (max - min + 1)) + min
  }
  const capped = (days: number): number => Math.min(Math.max(1, days), preset.maximumInterval)
  const again = capped(fuzzed(1))
  const hard = capped(Math.min(fuzzed(2), fuzzed(3)))
  const good = capped(Math.max(fuzzed(3), hard + 1))
  const easy = capped(Math.max(fuzzed(4), good + 1))
  return { 1: Math.min(again, hard), 2: hard, 3: good, 4: easy }
}

/** At the threshold, and again at every half of it (Anki's manual, 'Leeches'). */
function isLeechAt(lapses: number, threshold: number): boolean {
  return lapses >= threshold && (lapses - threshold) % Math.max(1, Math.ceil(threshold / 2)) === 0
}

function leechFields(preset: Preset): Partial<CardRow> {
  return { leech: true, ...(preset.leechAction === 'suspend' ? { suspended: true } : {}) }
}

function byRating<T>(of: (rating: Rating) => T): Readonly<Record<Rating, T>> {
  const [again, hard, good, easy] = ratings
  return { 1: of(again), 2: of(hard), 3: of(good), 4: of(easy) }
}
