import type { StoreEvent } from './store.ts'

interface LogEntry {
  /** `deployments.apps` */
  readonly resource: string
  readonly event: StoreEvent
}

/** The last events of all resources, oldest first. What is older is compacted away. */
export interface EventLog {
  append(resource: string, event: StoreEvent): void
  /** Those of one resource after a revision. */
  since(resource: string, revision: number): readonly StoreEvent[]
  /** Events up to this revision may be gone. */
  compacted(): number
}

/** Keeps at least `limit` events, and at most twice as many. */
export function createEventLog(limit: number, compactedAt: number): EventLog {
  let entries: LogEntry[] = []
  let compacted = compactedAt
  return {
    append(resource, event) {
      if (entries.length >= limit * 2) {
        const gone = entries.length - limit
        compacted = entries[gone - 1]?.event.revision ?? compacted
        entries = entries.slice(gone)
      }
      entries.push({ resource, event })
    },
    since(resource, revision) {
      const events: StoreEvent[] = []
      for (let index = entries.length - 1; index >= 0; index -= 1) {
        const entry = entries[index]
        if (entry === undefined || entry.event.revision <= revision) break
        if (entry.resource === resource) events.push(entry.event)
      }
      return events.reverse()
    },
    compacted: () => compacted,
  }
}
