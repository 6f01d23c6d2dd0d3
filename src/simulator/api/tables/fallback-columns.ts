import type { ApiObject } from '../object.ts'
import type { Resource } from '../resource.ts'
import { nameColumn } from './columns.ts'
import type { TableColumns } from './table-columns.ts'

/**
 * What a built-in kind without a printer of its own shows: Role, ClusterRole, CustomResourceDefinition…. Rule: apiserver
 * `rest.NewDefaultTableConvertor`.
 */
export function fallbackColumns(resource: Resource): TableColumns<ApiObject> {
  return {
    resource,
    columns: [nameColumn, { name: 'Created At', type: 'date', format: '', priority: 0 }],
    cells: ({ metadata }) => [metadata.name, metadata.creationTimestamp],
  }
}
