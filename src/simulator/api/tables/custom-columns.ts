import type { ApiObject } from '../object.ts'
import type { Resource } from '../resource.ts'
import type { CustomResourceColumnDefinition } from '../schema/kubernetes-types.ts'
import { nameColumn } from './columns.ts'
import { humanDuration } from './human-duration.ts'
import { findAll, parseJsonPath } from './json-path.ts'
import type { Cell, ColumnDefinition, TableColumns } from './table-columns.ts'

const ageColumn: CustomResourceColumnDefinition = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
}

/**
 * The table of a custom resource: Name, then its version's additionalPrinterColumns, or Age when it has none. A column whose
 * path is not modelled stays empty, as one without a value. Rule: apiextensions-apiserver `tableconvertor.New`.
 */
export function customColumns(
  resource: Resource,
  printerColumns: readonly CustomResourceColumnDefinition[] | undefined,
): TableColumns<ApiObject> {
  const shown = printerColumns === undefined || printerColumns.length === 0 ? [ageColumn] : printerColumns
  const paths = shown.map((column) => ({ type: typeOf(column), path: parseJsonPath(column.jsonPath) }))
  return {
    resource,
    columns: [nameColumn, ...shown.map(definitionOf)],
    cells: (object, now) => [
      object.metadata.name,
      ...paths.map(({ type, path }) => (path === null ? null : cell(type, findAll(path, object)[0], now))),
    ],
  }
}

function definitionOf(column: CustomResourceColumnDefinition): ColumnDefinition {
  const formats = ['name', 'int32', 'int64'] as const
  return {
    name: column.name,
    type: typeOf(column),
    format: formats.find((format) => format === column.format) ?? '',
    priority: (column.priority ?? 0) > 0 ? 1 : 0,
  }
}

function typeOf({ type }: CustomResourceColumnDefinition): ColumnDefinition['type'] {
  return (['integer', 'number', 'boolean', 'date'] as const).find((known) => known === type) ?? 'string'
}

function cell(type: ColumnDefinition['type'], value: unknown, now: number): Cell {
  if (value === undefined || (value === null && type !== 'string')) return null
  switch (type) {
    case 'string':
      return textOf(value)
    case 'integer':
      return typeof value === 'number' ? Math.trunc(value) : null
    case 'number':
      return typeof value === 'number' ? value : null
    case 'boolean':
      return typeof value === 'boolean' ? value : null
    case 'date': {
      if (typeof value !== 'string') return null
      const time = Date.parse(value)
      return Number.isNaN(time) ? '<invalid>' : humanDuration(now - time)
    }
  }
}

/** client-go `jsonpath.PrintResults`: JSON for lists and maps. */
function textOf(value: unknown): string {
  if (value === null) return '<no value>'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
