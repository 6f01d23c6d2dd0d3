import type { ApiObject, Stored } from '../object.ts'
import type { ColumnDefinition } from './table-columns.ts'
import { since } from './human-duration.ts'

/** The first column of nearly every table. */
export const nameColumn: ColumnDefinition = { name: 'Name', type: 'string', format: 'name', priority: 0 }

/** A string column that is always shown. */
export function text(name: string): ColumnDefinition {
  return { name, type: 'string', format: '', priority: 0 }
}

/** An integer column that is always shown. */
export function integer(name: string): ColumnDefinition {
  return { name, type: 'integer', format: '', priority: 0 }
}

/** A string column that only `-o wide` shows. */
export function wide(name: string): ColumnDefinition {
  return { name, type: 'string', format: '', priority: 1 }
}

/** What the Age column shows. */
export function age(object: Stored<ApiObject>, now: number): string {
  return since(object.metadata.creationTimestamp, now)
}

/** `first,second,third + 2 more...`: at most `most` of the parts. */
export function withMore(parts: readonly string[], most: number, separator = ','): string {
  const shown = parts.slice(0, most).join(separator)
  return parts.length > most ? `${shown} + ${parts.length - most} more...` : shown
}
