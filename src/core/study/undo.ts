import type { CardRow } from './card-row.ts'
import { repeatedRequest } from './change-card.ts'
import type { StudyRepository } from './study-repository.ts'

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
 * Undo is itself an operation. Null when there is nothing to take back.
 */
export function undoNewest(
  deps: { readonly repository: StudyRepository; readonly now: number; readonly newId: () => string },
  requestId: string,
): Undone | null {
  const { repository, now, newId } = deps
  return repository.transact(() => {
    const done = repeatedRequest(repository, { kind: 'undo', requestId, payload: {}, cardId: null })
    if (done !== null)
      return done.cardId === null ? null : { kind: 'undo', cardId: done.cardId, label: 'Taken back' }
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
      payload: '{}',
      before,
      after,
    })
    return { kind: newest.kind, cardId: newest.cardId, label: labels[newest.kind] ?? 'Taken back' }
  })
}
