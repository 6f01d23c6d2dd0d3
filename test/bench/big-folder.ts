import { join } from 'node:path'
import Database from 'better-sqlite3'
import { monotonicFactory } from 'ulid'
import { newCardRow, type CardRow } from '../../src/core/study/card-row.ts'
import { createStudyDays } from '../../src/core/study/study-days.ts'
import { databaseName, openStore } from '../../src/storage/open-store.ts'

export const notes = 100_000
export const reviewsPerSeenNote = 4
/** Nine of ten notes have been seen: 360,000 reviews. */
const seen = 90_000

export const bigCards = Array.from({ length: notes }, (_, index) => ({
  cardId: `note-${index}`,
  topic: `topic-${index % 50}`,
}))

/** Fills a folder with 100,000 notes and 360,000 reviews, spread over a year; 1 of 90 seen notes is due today. */
export function fillBigFolder(dataDir: string, now: number): void {
  const newId = monotonicFactory()
  const store = openStore({ dataDir, newId })
  store.study.syncCards(bigCards, 'big')
  store.close()
  const database = new Database(join(dataDir, databaseName))
  const today = createStudyDays(4, 'UTC').dayOf(now)
  const card = database.prepare(
    `UPDATE cards SET state = 'review', due_at = @dueAt, due_day = @dueDay, stability = @stability, difficulty = @difficulty,
       interval = @interval, reps = @reps, last_review_at = @lastReviewAt, last_review_day = @lastReviewDay, revision = @reps
     WHERE card_id = @cardId`,
  )
  const operation = database.prepare(
    `INSERT INTO operations (id, device, at, kind, card_id, request_id, payload, before, after)
     VALUES (@id, 'bench', @at, 'review', @cardId, @id, '{"rating":3}', @row, @row)`,
  )
  const review = database.prepare(
    `INSERT INTO reviews (id, card_id, is_lab, at, day, rating, duration_ms, state_before, interval_before, before, after, algorithm)
     VALUES (@id, @cardId, 0, @at, @day, @rating, 8000, 'review', 10, @row, @row, 'bench')`,
  )
  database.transaction(() => {
    for (let index = 0; index < seen; index += 1) {
      const row = seenRow(`note-${index}`, index, today, now)
      card.run({ ...row, suspended: 0, leech: 0 })
      for (let nth = 0; nth < reviewsPerSeenNote; nth += 1) {
        const day = today - 365 + ((index * 7 + nth * 90) % 364)
        const id = newId()
        const at = day * 86_400_000
        const json = JSON.stringify(row)
        operation.run({ id, at, cardId: row.cardId, row: json })
        review.run({ id, at, day, cardId: row.cardId, rating: 1 + ((index + nth) % 4), row: json })
      }
    }
  })()
  database.close()
}

function seenRow(cardId: string, index: number, today: number, now: number): CardRow {
  const dueDay = today + (index % 90)
  const interval = 10 + (index % 200)
  return {
    ...newCardRow(cardId),
    state: 'review',
    dueDay,
    dueAt: now + (dueDay - today) * 86_400_000,
    stability: interval,
    difficulty: 1 + (index % 9),
    interval,
    reps: reviewsPerSeenNote,
    lastReviewDay: today - interval,
    lastReviewAt: now - interval * 86_400_000,
  }
}
