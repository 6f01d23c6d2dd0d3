import type { Rating, ScheduleView } from '../../contract/cards.ts'
import type { CallArguments, CallOutput } from '../../contract/contract.ts'
import type { Settings } from '../../contract/system.ts'
import type { Clock } from '../clock.ts'
import { TopicNotFoundError } from '../curriculum/curriculum.ts'
import type { CardCatalog } from './card-catalog.ts'
import { labCardId, newCardRow, type CardRow } from './card-row.ts'
import { changeCard, type CardChange } from './change-card.ts'
import { algorithmVersion } from './fsrs.ts'
import { nextCard, queueOf } from './next-card.ts'
import { futuresOf } from './schedule-card.ts'
import { choicesOf, scheduleView } from './schedule-view.ts'
import { changedSettings, keptValue, readSettings, type SettingsChanges } from './settings.ts'
import type { SettingsRepository } from './settings-repository.ts'
import { contextOf, createStudyContext, type StudyContext } from './study-context.ts'
import { GradeSettledError, StaleCardError, UnknownCardError } from './study-errors.ts'
import type { StudyRepository } from './study-repository.ts'
import { undoNewest } from './undo.ts'

export interface StudyDependencies {
  readonly repository: StudyRepository
  readonly settings: SettingsRepository
  readonly catalog: CardCatalog
  readonly clock: Clock
  /** IANA name; the system's zone when left out. */
  readonly timeZone?: string
  /** A new ULID each time. */
  readonly newId: () => string
}

type Answer = CallArguments<'study.answer'>

/** Studying: which card comes, what a rating does, and what is written down of it. */
export class StudyService {
  readonly #deps: StudyDependencies

  constructor(deps: StudyDependencies) {
    this.#deps = deps
  }

  /** The moment's context: time, study day, settings, presets. */
  context(): StudyContext {
    const { clock, timeZone } = this.#deps
    return createStudyContext(this.settings(), clock.now(), timeZone)
  }

  settings(): Settings {
    return readSettings(this.#deps.settings)
  }

  /** Merges `changes` into the settings; each key that changes is an operation of the log. */
  changeSettings(changes: SettingsChanges): Settings {
    const { repository, settings, clock, newId } = this.#deps
    return repository.transact(() => {
      const next = changedSettings(this.settings(), changes)
      const keys = (Object.keys(next) as (keyof Settings)[]).filter((key) => changes[key] !== undefined)
      for (const key of keys) {
        const kept = keptValue(key, next)
        if (kept === null) settings.remove(key)
        else settings.put(key, kept)
      }
      if (keys.length > 0) {
        const id = newId()
        repository.addOperation({
          id,
          at: clock.now(),
          kind: 'settings',
          cardId: null,
          requestId: id,
          payload: JSON.stringify(changes),
          before: null,
          after: null,
        })
      }
      return next
    })
  }

  /** What to show now, of one topic or of all. Throws `curriculum.topic-not-found`. */
  next(topic: string | null): Pick<CallOutput<'study.next'>, 'item' | 'counts' | 'nextLearningAt'> {
    const { repository, catalog } = this.#deps
    if (topic !== null && !catalog.topics().some(({ id }) => id === topic))
      throw new TopicNotFoundError(topic)
    const context = this.context()
    const queue = queueOf(repository, context, topic)
    const row = nextCard(repository, queue)
    const card = row === null ? null : catalog.view(row.cardId)
    const item =
      row === null || card === null
        ? null
        : {
            card,
            schedule: scheduleView(row, context.cards),
            choices: choicesOf(row, context.cards),
          }
    return { item, counts: queue.counts, nextLearningAt: queue.nextLearningAt }
  }

  /** Records a review; on disk when it returns. Throws `study.stale-card`, `study.unknown-card`, `study.request-reused`. */
  answer({ cardId, rating, revision, requestId, durationMs }: Answer): CallOutput<'study.answer'> {
    this.#requireCard(cardId)
    const context = this.context()
    const request = { kind: 'review', cardId, requestId, payload: { rating } } as const
    const { id, after, before } = this.#review(context, request, rating, durationMs, revision)
    return {
      reviewId: id,
      schedule: scheduleView(after, context.cards),
      // At each half of the threshold it is told, and suspended, again.
      becameLeech:
        before !== null && after.leech && (!before.leech || (after.suspended && !before.suspended)),
    }
  }

  undo(requestId: string): CallOutput<'study.undo'> {
    const { repository, clock, newId } = this.#deps
    return { undone: undoNewest({ repository, now: clock.now(), newId }, requestId) }
  }

  suspend({ cardId, suspended, requestId }: CallArguments<'study.suspend'>): ScheduleView {
    const request = { kind: 'suspend', cardId, requestId, payload: { suspended } } as const
    return this.#change(request, (row) => ({ ...row, suspended }))
  }

  bury({ cardId, requestId }: CallArguments<'study.bury'>): ScheduleView {
    const { today } = this.context()
    const request = { kind: 'bury', cardId, requestId, payload: {} } as const
    return this.#change(request, (row) => ({ ...row, buriedDay: today }))
  }

  flag({ cardId, flag, requestId }: CallArguments<'study.flag'>): ScheduleView {
    const request = { kind: 'flag', cardId, requestId, payload: { flag } } as const
    return this.#change(request, (row) => ({ ...row, flag }))
  }

  /** Makes the card a review that is due in `inDays` study days; a new card keeps having no memory state. */
  setDue({ cardId, inDays, requestId }: CallArguments<'study.setDue'>): ScheduleView {
    const { today, cards } = this.context()
    const dueDay = today + inDays
    const request = { kind: 'due', cardId, requestId, payload: { inDays } } as const
    return this.#change(request, (row) => ({
      ...row,
      state: 'review',
      step: 0,
      dueDay,
      dueAt: cards.days.startOf(dueDay),
      interval: Math.max(1, row.lastReviewDay === null ? inDays : dueDay - row.lastReviewDay),
      buriedDay: null,
    }))
  }

  editNote({ cardId, note, requestId }: CallArguments<'study.editNote'>): ScheduleView {
    const request = { kind: 'note', cardId, requestId, payload: { note } } as const
    return this.#change(request, (row) => ({ ...row, note }))
  }

  scheduleOf(cardId: string): ScheduleView {
    const context = this.context()
    return scheduleView(this.#rowOf(cardId), contextOf(context, cardId))
  }

  /** Schedules of many cards at once, in their order. */
  schedulesOf(cardIds: readonly string[]): ScheduleView[] {
    const context = this.context()
    const rows = new Map(this.#deps.repository.cardsIn(cardIds).map((row) => [row.cardId, row]))
    return cardIds.map((id) => scheduleView(rows.get(id) ?? newCardRow(id), contextOf(context, id)))
  }

  /** What each grade of a lab would do to its schedule. */
  previewLabChoices(labId: string): { rating: Rating; label: string; dueAt: number }[] {
    const { labs } = this.context()
    return choicesOf(this.#rowOf(labCardId(labId)), labs)
  }

  /** The result of a lab is a review like any other, with the preset of labs. */
  recordLabReview(input: {
    readonly labId: string
    readonly rating: Rating
    readonly durationMs: number
    readonly requestId: string
  }): { reviewId: string; dueAt: number } {
    const context = this.context()
    const { labId, rating, durationMs, requestId } = input
    const cardId = labCardId(labId)
    const request = { kind: 'review', cardId, requestId, payload: { rating } } as const
    const { id, after } = this.#review(context, request, rating, durationMs, null)
    return { reviewId: id, dueAt: after.dueAt ?? context.now }
  }

  /** Grades a finished lab anew, from the row before its review. Throws `study.grade-settled` when it was graded again since. */
  replaceLabReview(input: {
    readonly reviewId: string
    readonly rating: Rating
    readonly requestId: string
  }): { reviewId: string; dueAt: number } {
    const { repository, clock, newId } = this.#deps
    const { reviewId, rating, requestId } = input
    const context = this.context()
    const review = repository.review(reviewId)
    if (review === null) throw new GradeSettledError()
    const { cardId, durationMs } = review
    const { id, after } = changeCard(
      { repository, now: clock.now(), newId },
      { kind: 'regrade', cardId, requestId, payload: { reviewId, rating } },
      () => this.#rowOf(cardId),
      (present) => {
        if (present.revision !== review.after.revision) throw new GradeSettledError()
        const asOf = { ...contextOf(context, cardId), now: review.at }
        return { ...futuresOf(review.before, asOf)[rating], revision: present.revision }
      },
      (operation) => {
        repository.markUndone(reviewId)
        repository.addReview({
          id: operation.id,
          cardId,
          at: review.at,
          day: review.day,
          rating,
          durationMs,
          before: review.before,
          after: operation.after,
          algorithm: algorithmVersion,
        })
      },
    )
    return { reviewId: id, dueAt: after.dueAt ?? context.now }
  }

  /** Where a lab stands: when it is due, how often it was graded, whether it was ever solved. */
  labStanding(labId: string): { dueAt: number | null; attempts: number; solved: boolean } {
    const row = this.#rowOf(labCardId(labId))
    return {
      dueAt: row.dueAt,
      attempts: row.reps,
      solved: this.#deps.repository.labsSolved().includes(labId),
    }
  }

  #review(
    context: StudyContext,
    request: CardChange,
    rating: Rating,
    durationMs: number,
    revision: number | null,
  ): { id: string; after: CardRow; before: CardRow | null } {
    const { repository, newId } = this.#deps
    let seen: CardRow | null = null
    const made = changeCard(
      { repository, now: context.now, newId },
      request,
      () => this.#rowOf(request.cardId),
      (row) => {
        if (revision !== null && row.revision !== revision) throw new StaleCardError(request.cardId)
        seen = row
        return futuresOf(row, contextOf(context, request.cardId))[rating]
      },
      ({ id, before, after }) => {
        repository.addReview({
          id,
          cardId: request.cardId,
          at: context.now,
          day: context.today,
          rating,
          durationMs: Math.round(durationMs),
          before,
          after,
          algorithm: algorithmVersion,
        })
      },
    )
    return { ...made, before: seen }
  }

  #change(request: CardChange, change: (row: CardRow) => CardRow): ScheduleView {
    const { repository, newId } = this.#deps
    this.#requireCard(request.cardId)
    const context = this.context()
    const { after } = changeCard(
      { repository, now: context.now, newId },
      request,
      () => this.#rowOf(request.cardId),
      change,
    )
    return scheduleView(after, contextOf(context, request.cardId))
  }

  #rowOf(cardId: string): CardRow {
    return this.#deps.repository.card(cardId) ?? newCardRow(cardId)
  }

  #requireCard(cardId: string): void {
    if (this.#deps.catalog.view(cardId) === null) throw new UnknownCardError(cardId)
  }
}
