import { z } from 'zod'
import type { CardRow } from './card-row.ts'
import { RequestReusedError } from './study-errors.ts'
import type { StoredOperation, StudyRepository } from './study-repository.ts'

const labels: Readonly<Record<string, string>> = {
  review: 'Review taken back',
  suspend: 'Suspension taken back',
  bury: 'Card is back for today',
  flag: 'Flag taken back',
  due: 'Due date taken back',
  note: 'Note taken back',
}

export interface Undone {
  readonly kind: string
  readonly cardId: string
  readonly label: string
}

/**
 * Takes back the newest change of a study card that stands, by putting its row back as it was before (only the revision rises).
 * Undo is itself an operation; a retry of its request answers the same. Null when there is nothing to take back. Throws
 * `study.request-reused`.
 */
export function undoNewest(
  deps: { readonly repository: StudyRepository; readonly now: number; readonly newId: () => string },
  requestId: string,
): Undone | null {
  const { repository, now, newId } = deps
  return repository.transact(() => {
    const done = repository.operationOf(requestId)
    if (done !== null) return repeated(done)
    const newest = repository.newestUndoable()
    if (newest === null || newest.before === null || newest.cardId === null) return null
    const present = repository.card(newest.cardId)
    const before: CardRow = present ?? newest.before
    const after = { ...newest.before, revision: before.revision + 1 }
    repository.putCard(after)
    repository.markUndone(newest.id)
    repository.addOperation({
      id: newId(),
      at: now,
      kind: 'undo',
      cardId: newest.cardId,
      requestId,
      payload: JSON.stringify({ undid: newest.kind }),
      before,
      after,
    })
    return undoneOf(newest.kind, newest.cardId)
  })
}

function undoneOf(kind: string, cardId: string): Undone {
  return { kind, cardId, label: labels[kind] ?? 'Taken back' }
}

const payloadSchema = z.object({ undid: z.string() })

/** What the same request was answered the first time. */
function repeated({ kind, cardId, payload, requestId }: StoredOperation): Undone {
  if (kind !== 'undo' || cardId === null) throw new RequestReusedError(requestId)
  // Earlier versions did not write down what was taken back.
  const parsed = payloadSchema.safeParse(JSON.parse(payload))
  return undoneOf(parsed.success ? parsed.data.undid : 'undo', cardId)
}
