import { cardStateSchema } from '../contract/cards.ts'
import { labOfCard, noteOfCard, type CardRow } from '../core/study/card-row.ts'

/** A row of `cards` as SQLite answers it. */
export interface CardColumns {
  readonly card_id: string
  readonly state: string
  readonly due_at: number | null
  readonly due_day: number | null
  readonly step: number
  readonly stability: number | null
  readonly difficulty: number | null
  readonly interval: number
  readonly reps: number
  readonly lapses: number
  readonly last_review_at: number | null
  readonly last_review_day: number | null
  readonly suspended: number
  readonly buried_day: number | null
  readonly leech: number
  readonly flag: number
  readonly note: string
  readonly revision: number
}

export function rowOf(columns: CardColumns): CardRow {
  return {
    cardId: columns.card_id,
    state: cardStateSchema.parse(columns.state),
    dueAt: columns.due_at,
    dueDay: columns.due_day,
    step: columns.step,
    stability: columns.stability,
    difficulty: columns.difficulty,
    interval: columns.interval,
    reps: columns.reps,
    lapses: columns.lapses,
    lastReviewAt: columns.last_review_at,
    lastReviewDay: columns.last_review_day,
    suspended: columns.suspended === 1,
    buriedDay: columns.buried_day,
    leech: columns.leech === 1,
    flag: columns.flag,
    note: columns.note,
    revision: columns.revision,
  }
}

/** Writes every column of a schedule and leaves those of the curriculum as they are. */
export const putCardSql = `
  INSERT INTO cards (card_id, note_id, is_lab, state, due_at, due_day, step, stability, difficulty, interval, reps, lapses,
    last_review_at, last_review_day, suspended, buried_day, leech, flag, note, revision)
  VALUES (@cardId, @noteId, @isLab, @state, @dueAt, @dueDay, @step, @stability, @difficulty, @interval, @reps, @lapses,
    @lastReviewAt, @lastReviewDay, @suspended, @buriedDay, @leech, @flag, @note, @revision)
  ON CONFLICT (card_id) DO UPDATE SET state = @state, due_at = @dueAt, due_day = @dueDay, step = @step,
    stability = @stability, difficulty = @difficulty, interval = @interval, reps = @reps, lapses = @lapses,
    last_review_at = @lastReviewAt, last_review_day = @lastReviewDay, suspended = @suspended, buried_day = @buriedDay,
    leech = @leech, flag = @flag, note = @note, revision = @revision`

export function parametersOf(row: CardRow): Record<string, string | number | null> {
  return {
    ...row,
    noteId: noteOfCard(row.cardId),
    isLab: labOfCard(row.cardId) === null ? 0 : 1,
    suspended: row.suspended ? 1 : 0,
    leech: row.leech ? 1 : 0,
  }
}
