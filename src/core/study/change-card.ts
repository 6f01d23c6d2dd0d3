import type { CardRow } from './card-row.ts'
import { RequestReusedError } from './study-errors.ts'
import type { OperationKind, StoredOperation, StudyRepository } from './study-repository.ts'

/** One change of one card. */
export interface CardChange {
  readonly kind: OperationKind
  readonly cardId: string
  readonly requestId: string
  /** What was asked; a retry has to ask the same. */
  readonly payload: Readonly<Record<string, unknown>>
}

/**
 * Makes a change once: writes the card's new row with the next revision, and the operation that says so, in one transaction. A
 * request id that is known makes nothing and answers what it made. `also` runs in the same transaction. Throws
 * `study.request-reused`.
 */
export function changeCard(
  deps: { readonly repository: StudyRepository; readonly now: number; readonly newId: () => string },
  request: CardChange,
  load: () => CardRow,
  change: (before: CardRow) => CardRow,
  also: (operation: { id: string; before: CardRow; after: CardRow }) => void = () => undefined,
): { readonly id: string; readonly after: CardRow } {
  const { repository, now, newId } = deps
  return repository.transact(() => {
    const done = repeatedRequest(repository, request)
    if (done !== null) return { id: done.id, after: done.after ?? load() }
    const before = load()
    const after = { ...change(before), revision: before.revision + 1 }
    const id = newId()
    repository.putCard(after)
    repository.addOperation({
      id,
      at: now,
      kind: request.kind,
      cardId: request.cardId,
      requestId: request.requestId,
      payload: JSON.stringify(request.payload),
      before,
      after,
    })
    also({ id, before, after })
    return { id, after }
  })
}

/** The operation that this request made before, null when it is new. Throws `study.request-reused`. */
function repeatedRequest(
  repository: StudyRepository,
  { kind, requestId, payload, cardId }: CardChange,
): StoredOperation | null {
  const done = repository.operationOf(requestId)
  if (done === null) return null
  const same = done.kind === kind && done.payload === JSON.stringify(payload)
  if (!same || done.cardId !== cardId) throw new RequestReusedError(requestId)
  return done
}
