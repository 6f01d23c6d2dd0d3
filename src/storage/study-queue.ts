import type { CardRow } from '../core/study/card-row.ts'
import type { QueueQuery, QueueState, StudyRepository } from '../core/study/study-repository.ts'
import { rowOf, type CardColumns } from './card-columns.ts'
import type { Connection } from './connect.ts'

type StudyQueue = Pick<StudyRepository, 'queue' | 'nextLearning' | 'nextReview' | 'nextNew'>

/** In the curriculum, of the topic asked for, and not put aside. Parameters: @topic, @today. */
const available = `c.position IS NOT NULL AND c.is_lab = 0 AND c.suspended = 0
  AND (c.buried_day IS NULL OR c.buried_day < @today) AND (@topic IS NULL OR c.topic = @topic)`

/** None of its siblings (other holes of the same note) was seen today. */
const noSibling = `NOT EXISTS (SELECT 1 FROM cards s
  WHERE s.note_id = c.note_id AND s.last_review_day = @today AND s.card_id <> c.card_id)`

const isNew = `c.state = 'new' AND ${available} AND ${noSibling}`
const isDue = `c.state = 'review' AND c.due_day <= @today AND ${available} AND ${noSibling}`
const isLearning = `c.state IN ('learning', 'relearning') AND ${available}`

/** Counting beyond this many changes no limit (the highest daily limit is 9,999). */
const enough = 10_000

/** Which cards come today. Every question is answered from an index, so that it stays fast with 100,000 notes. */
export function createStudyQueue(connection: Connection): StudyQueue {
  const countNew = connection.prepare<unknown[], { n: number }>(
    `SELECT count(DISTINCT note_id) AS n FROM (SELECT c.note_id FROM cards c INDEXED BY cards_new WHERE ${isNew} LIMIT ${enough})`,
  )
  const countDue = connection.prepare<unknown[], { n: number }>(
    `SELECT count(DISTINCT note_id) AS n FROM (SELECT c.note_id FROM cards c INDEXED BY cards_due WHERE ${isDue} LIMIT ${enough})`,
  )
  const learning = connection.prepare<unknown[], { n: number; next: number | null }>(
    `SELECT count(*) AS n, min(c.due_at) AS next FROM cards c WHERE ${isLearning} AND c.due_at < @dayEndsAt`,
  )
  const firstLearning = connection.prepare<unknown[], CardColumns>(
    `SELECT c.* FROM cards c WHERE ${isLearning} AND c.due_at <= @until ORDER BY c.due_at LIMIT 1`,
  )
  const firstDue = connection.prepare<unknown[], CardColumns>(
    `SELECT c.* FROM cards c INDEXED BY cards_due WHERE ${isDue} ORDER BY c.due_day, c.last_review_at LIMIT 1`,
  )
  const firstNew = connection.prepare<unknown[], CardColumns>(
    `SELECT c.* FROM cards c INDEXED BY cards_new WHERE ${isNew} ORDER BY c.position LIMIT 1`,
  )
  return {
    queue: (query: QueueQuery): QueueState => {
      const waiting = learning.get(query)
      return {
        new: countNew.get(query)?.n ?? 0,
        due: countDue.get(query)?.n ?? 0,
        learning: waiting?.n ?? 0,
        nextLearningAt: waiting?.next ?? null,
      }
    },
    nextLearning: (query: QueueQuery, until: number): CardRow | null =>
      rowOrNull(firstLearning.get({ ...query, until })),
    nextReview: (query: QueueQuery): CardRow | null => rowOrNull(firstDue.get(query)),
    nextNew: (query: QueueQuery): CardRow | null => rowOrNull(firstNew.get(query)),
  }
}

function rowOrNull(columns: CardColumns | undefined): CardRow | null {
  return columns === undefined ? null : rowOf(columns)
}
