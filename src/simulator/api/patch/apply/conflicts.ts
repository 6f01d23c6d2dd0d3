import { goQuote } from '../../meta/go-quote.ts'
import { StatusError } from '../../status-error.ts'
import { isEmptySet, paths, type FieldPath, type FieldSet } from './field-set.ts'
import type { Manager } from './managers.ts'
import { elementText } from './path-element.ts'

/** Fields that an apply would change and another manager owns. */
export interface Conflict {
  readonly manager: Manager
  readonly fields: FieldSet
}

/** `Apply failed with 1 conflict: …`, with a cause for each field. Source: apimachinery `managedfields/internal/conflict.go`. */
export function conflictError(conflicts: readonly Conflict[]): StatusError {
  const all = conflicts.flatMap(({ manager, fields }) =>
    [...paths(fields)].map((path) => ({ manager: managerText(manager), path: pathText(path) })),
  )
  const causes = all.map(({ manager, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${manager}`,
    field: path,
  }))
  return new StatusError('Conflict', conflictText(all), { details: { causes } })
}

export function pathText(path: FieldPath): string {
  return path.map(elementText).join('')
}

export function nonEmpty(conflicts: readonly Conflict[]): readonly Conflict[] {
  return conflicts.filter(({ fields }) => !isEmptySet(fields))
}

function conflictText(conflicts: readonly { manager: string; path: string }[]): string {
  const [only] = conflicts
  if (only !== undefined && conflicts.length === 1)
    return `Apply failed with 1 conflict: conflict with ${only.manager}: ${only.path}`
  const lines = [...Map.groupBy(conflicts, ({ manager }) => manager)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([manager, fields]) => [`conflicts with ${manager}:`, ...fields.map(({ path }) => `- ${path}`)])
  return `Apply failed with ${conflicts.length} conflicts: ${lines.join('\n')}`
}

function managerText({ name, operation, apiVersion, subresource }: Manager): string {
  const who = goQuote(name) + (subresource === '' ? '' : ` with subresource ${goQuote(subresource)}`)
  return operation === 'Update' ? `${who} using ${apiVersion}` : who
}
