import { z } from 'zod'
import type { CardRow } from '../core/study/card-row.ts'
import type {
  Operation,
  OperationKind,
  Review,
  StoredOperation,
  StudyRepository,
} from '../core/study/study-repository.ts'
import { labOfCard } from '../core/study/card-row.ts'
import type { Connection } from './connect.ts'

interface OperationColumns {
  readonly id: string
  readonly device: string
  readonly at: number
  readonly kind: string
  readonly card_id: string | null
  readonly request_id: string
  readonly payload: string
  readonly before: string | null
  readonly after: string | null
  readonly undone: number
}

interface ReviewColumns {
  readonly id: string
  readonly card_id: string
  readonly at: number
  readonly day: number
  readonly rating: number
  readonly duration_ms: number
  readonly before: string
  readonly after: string
  readonly algorithm: string
}

type StudyLog = Pick<
  StudyRepository,
  'operationOf' | 'addOperation' | 'newestUndoable' | 'markUndone' | 'addReview' | 'review'
>

/** The operation log and the review log. */
export function createStudyLog(connection: Connection, device: string): StudyLog {
  const byRequest = connection.prepare<[string], OperationColumns>(
    'SELECT * FROM operations WHERE request_id = ?',
  )
  const add = connection.prepare(
    `INSERT INTO operations (id, device, at, kind, card_id, request_id, payload, before, after)
     VALUES (@id, @device, @at, @kind, @cardId, @requestId, @payload, @before, @after)`,
  )
  const undoable = connection.prepare<[], OperationColumns>(
    `SELECT * FROM operations
     WHERE undone = 0 AND kind NOT IN ('undo', 'settings') AND before IS NOT NULL AND card_id NOT LIKE 'lab:%'
     ORDER BY seq DESC LIMIT 1`,
  )
  const mark = connection.prepare('UPDATE operations SET undone = 1 WHERE id = ?')
  const markReview = connection.prepare('UPDATE reviews SET undone = 1 WHERE id = ?')
  const addReview = connection.prepare(
    `INSERT INTO reviews (id, card_id, is_lab, at, day, rating, duration_ms, state_before, interval_before, before, after, algorithm)
     VALUES (@id, @cardId, @isLab, @at, @day, @rating, @durationMs, @stateBefore, @intervalBefore, @before, @after, @algorithm)`,
  )
  const review = connection.prepare<[string], ReviewColumns>('SELECT * FROM reviews WHERE id = ?')
  return {
    operationOf: (requestId: string): StoredOperation | null => {
      const columns = byRequest.get(requestId)
      return columns === undefined ? null : operationOf(columns)
    },
    addOperation: (operation: Operation): void => {
      add.run({
        ...operation,
        device,
        before: operation.before && JSON.stringify(operation.before),
        after: operation.after && JSON.stringify(operation.after),
      })
    },
    newestUndoable: (): StoredOperation | null => {
      const columns = undoable.get()
      return columns === undefined ? null : operationOf(columns)
    },
    markUndone: (operationId: string): void => {
      mark.run(operationId)
      markReview.run(operationId)
    },
    addReview: (entry: Review): void => {
      addReview.run({
        ...entry,
        isLab: labOfCard(entry.cardId) === null ? 0 : 1,
        stateBefore: entry.before.state,
        intervalBefore: entry.before.interval,
        before: JSON.stringify(entry.before),
        after: JSON.stringify(entry.after),
      })
    },
    review: (id: string): Review | null => {
      const columns = review.get(id)
      return columns === undefined ? null : reviewOf(columns)
    },
  }
}

function operationOf(columns: OperationColumns): StoredOperation {
  return {
    id: columns.id,
    device: columns.device,
    at: columns.at,
    kind: columns.kind as OperationKind,
    cardId: columns.card_id,
    requestId: columns.request_id,
    payload: columns.payload,
    before: columns.before === null ? null : snapshotOf(columns.before),
    after: columns.after === null ? null : snapshotOf(columns.after),
    undone: columns.undone === 1,
  }
}

function reviewOf(columns: ReviewColumns): Review {
  return {
    id: columns.id,
    cardId: columns.card_id,
    at: columns.at,
    day: columns.day,
    rating: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).parse(columns.rating),
    durationMs: columns.duration_ms,
    before: snapshotOf(columns.before),
    after: snapshotOf(columns.after),
    algorithm: columns.algorithm,
  }
}

/** Written by this file from a {@link CardRow} only. */
function snapshotOf(json: string): CardRow {
  return JSON.parse(json) as CardRow
}
