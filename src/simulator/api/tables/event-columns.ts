import { events } from '../resource.ts'
import type { Event } from '../schema/kubernetes-types.ts'
import type { Stored } from '../object.ts'
import { text, wide } from './columns.ts'
import { since } from './human-duration.ts'
import type { TableColumns } from './table-columns.ts'

/** Rule: printers.go `printEvent`. */
export const eventColumns: TableColumns<Event> = {
  resource: events,
  columns: [
    text('Last Seen'),
    text('Type'),
    text('Reason'),
    text('Object'),
    wide('Subobject'),
    wide('Source'),
    text('Message'),
    wide('First Seen'),
    wide('Count'),
    { name: 'Name', type: 'string', format: 'name', priority: 1 },
  ],
  cells(event, now) {
    const { involvedObject: about, series } = event
    const first = since(filled(event.firstTimestamp) ?? event.eventTime, now)
    const kind = (about.kind ?? '').toLowerCase()
    return [
      lastSeen(event, first, now),
      event.type ?? '',
      event.reason ?? '',
      (about.name ?? '') === '' ? kind : `${kind}/${about.name ?? ''}`,
      about.fieldPath ?? '',
      sourceText(event),
      (event.message ?? '').trim(),
      first,
      series === undefined ? (event.count ?? 0) || 1 : (series.count ?? 0),
      event.metadata.name,
    ]
  },
}

function lastSeen(event: Stored<Event>, first: string, now: number): string {
  if (event.series !== undefined) return since(event.series.lastObservedTime, now)
  const last = filled(event.lastTimestamp)
  return last === undefined ? first : since(last, now)
}

/** The new API's reporting component stands in where the old source is empty. */
function sourceText({ source, reportingComponent, reportingInstance }: Stored<Event>): string {
  const component = filled(source?.component) ?? reportingComponent ?? ''
  const instance = filled(source?.host) ?? reportingInstance ?? ''
  return instance === '' ? component : `${component}, ${instance}`
}

/** Undefined for null and for the empty string: both are unset. */
function filled(value: string | null | undefined): string | undefined {
  return value === null || value === '' ? undefined : value
}
