import type { Client } from '../../api/client.ts'
import { timestamp, type ApiObject, type Stored } from '../../api/object.ts'
import { events } from '../../api/resource.ts'
import type { Event, ObjectReference } from '../../api/schema/kubernetes-types.ts'
import { StatusError } from '../../api/status-error.ts'
import type { Clock } from '../../clock.ts'
import { EventCorrelator, type EventDraft } from './event-correlator.ts'

/** Writes core/v1 Events as client-go's `record.EventRecorder` does: equal events are counted on one object. */
export class EventRecorder {
  readonly #client: Client
  readonly #clock: Clock
  readonly #source: { readonly component: string; readonly host?: string }
  readonly #correlator = new EventCorrelator()
  /** By correlation key. */
  readonly #written = new Map<string, { namespace: string; name: string }>()
  #serial = 0

  constructor(client: Client, clock: Clock, source: { component: string; host?: string }) {
    this.#client = client
    this.#clock = clock
    this.#source = source
  }

  /** An event that can not be written (its namespace is on its way out) is dropped, as there. `fieldPath` names a container. */
  event(
    about: Stored<ApiObject>,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    fieldPath?: string,
  ): void {
    const involvedObject = { ...referenceTo(about), ...(fieldPath !== undefined && { fieldPath }) }
    const draft: EventDraft = { involvedObject, type, reason, message, source: this.#source }
    const correlated = this.#correlator.correlate(draft, this.#clock.now())
    if (correlated.kind === 'dropped') return
    const written = correlated.kind === 'again' ? this.#written.get(correlated.key) : undefined
    try {
      if (written !== undefined && this.#count(written, correlated.message)) return
      this.#written.set(correlated.key, this.#create({ ...draft, message: correlated.message }))
    } catch (error) {
      if (!(error instanceof StatusError)) throw error
    }
  }

  /** False when the event is gone. */
  #count({ namespace, name }: { namespace: string; name: string }, message: string): boolean {
    const event = this.#client.get(events, namespace, name)
    if (event === null) return false
    this.#client.update<Event>(events, {
      ...event,
      message,
      count: (event.count ?? 1) + 1,
      lastTimestamp: timestamp(this.#clock.now()),
    })
    return true
  }

  #create(draft: EventDraft): { namespace: string; name: string } {
    const namespace = draft.involvedObject.namespace ?? 'default'
    const now = timestamp(this.#clock.now())
    const name = `${draft.involvedObject.name ?? ''}.${this.#nanoseconds()}`
    this.#client.create<Event>(events, {
      metadata: { name, namespace },
      ...draft,
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
      reportingComponent: this.#source.component,
      reportingInstance: this.#source.host ?? '',
    })
    return { namespace, name }
  }

  /** Now in hex; never the same twice. */
  #nanoseconds(): string {
    this.#serial = (this.#serial + 1) % 1_000_000
    return (BigInt(Math.trunc(this.#clock.now())) * 1_000_000n + BigInt(this.#serial)).toString(16)
  }
}

/** The reference that client-go `reference.GetReference` makes. */
export function referenceTo({ apiVersion, kind, metadata }: Stored<ApiObject>): ObjectReference {
  const { namespace, name, uid, resourceVersion } = metadata
  return { kind, ...(namespace !== undefined && { namespace }), name, uid, apiVersion, resourceVersion }
}
