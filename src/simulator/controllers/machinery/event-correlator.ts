import type { Event } from '../../api/schema/kubernetes-types.ts'

/** An event about to be written: client-go fills in the rest. */
export type EventDraft = Pick<Event, 'involvedObject' | 'type' | 'reason' | 'message' | 'source'>

/** What becomes of a draft. */
export type Correlated =
  | { readonly kind: 'new'; readonly key: string; readonly message: string }
  | { readonly kind: 'again'; readonly key: string; readonly message: string }
  | { readonly kind: 'dropped' }

const aggregateFrom = 10
const aggregateForMs = 600_000
const burst = 25
const refillMs = 300_000

/**
 * Counts equal events, joins many similar ones (ten messages of one reason in ten minutes become `(combined from similar events)`) and
 * drops floods (25 of one kind about an object, then one in five minutes). Rule: client-go `tools/record/events_cache.go`.
 */
export class EventCorrelator {
  readonly #similar = new Map<string, { messages: Set<string>; last: number }>()
  readonly #seen = new Set<string>()
  readonly #buckets = new Map<string, { tokens: number; at: number }>()

  correlate(draft: EventDraft, now: number): Correlated {
    const { key, message } = this.#aggregate(draft, now)
    const kind = this.#seen.has(key) ? 'again' : 'new'
    this.#seen.add(key)
    if (!this.#takeToken(spamKey(draft), now)) return { kind: 'dropped' }
    return { kind, key, message }
  }

  #aggregate(draft: EventDraft, now: number): { key: string; message: string } {
    const message = draft.message ?? ''
    const group = JSON.stringify([draft.source, identity(draft), draft.type, draft.reason])
    const known = this.#similar.get(group)
    const record =
      known === undefined || now - known.last > aggregateForMs
        ? { messages: new Set<string>(), last: now }
        : known
    record.messages.add(message)
    record.last = now
    this.#similar.set(group, record)
    if (record.messages.size < aggregateFrom) {
      return { key: JSON.stringify([group, draft.involvedObject.fieldPath, message]), message }
    }
    const [oldest] = record.messages
    if (oldest !== undefined) record.messages.delete(oldest)
    return { key: group, message: `(combined from similar events): ${message}` }
  }

  #takeToken(key: string, now: number): boolean {
    const { tokens, at } = this.#buckets.get(key) ?? { tokens: burst, at: now }
    const filled = Math.min(burst, tokens + (now - at) / refillMs)
    this.#buckets.set(key, { tokens: filled >= 1 ? filled - 1 : filled, at: now })
    return filled >= 1
  }
}

function identity({
  involvedObject: { kind, namespace, name, uid, apiVersion },
}: EventDraft): readonly unknown[] {
  return [kind, namespace, name, uid, apiVersion]
}

function spamKey(draft: EventDraft): string {
  return JSON.stringify([draft.source, identity(draft), draft.type])
}
