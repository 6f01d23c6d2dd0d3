import type { ApiObject, Stored, StoredMeta, StoredObject } from '../object.ts'
import type { ListMeta } from '../schema/kubernetes-types.ts'
import type { Cell, ColumnDefinition, TableColumns } from './table-columns.ts'

export interface TableOptions {
  /** The request's `includeObject`; Kubernetes' default is Metadata. */
  readonly includeObject: 'None' | 'Metadata' | 'Object'
  /** Epoch ms; ages are up to it. */
  readonly now: number
  /** The list's metadata; for a single object or a watch event `{ resourceVersion }`. */
  readonly metadata?: ListMeta
  /** True for the events of a watch after the first: no columnDefinitions. */
  readonly noHeaders?: boolean
}

/** metav1.Table as JSON. */
export interface Table {
  readonly kind: 'Table'
  readonly apiVersion: 'meta.k8s.io/v1'
  readonly metadata: ListMeta
  readonly columnDefinitions: readonly (ColumnDefinition & { readonly description: string })[] | null
  readonly rows: readonly TableRow[]
}

export interface TableRow {
  readonly cells: readonly Cell[]
  readonly conditions?: readonly { type: string; status: string; reason: string; message: string }[]
  readonly object: StoredObject | PartialObjectMetadata | null
}

export interface PartialObjectMetadata {
  readonly kind: 'PartialObjectMetadata'
  readonly apiVersion: 'meta.k8s.io/v1'
  readonly metadata: StoredMeta
}

/** The objects as the metav1.Table that `Accept: application/json;as=Table;v=v1;g=meta.k8s.io` asks for. */
export function tableOf<T extends ApiObject>(
  table: TableColumns<T>,
  objects: readonly Stored<T>[],
  options: TableOptions,
): Table {
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: options.metadata ?? {},
    columnDefinitions:
      options.noHeaders === true ? null : table.columns.map((column) => ({ ...column, description: '' })),
    rows: objects.map((object) => rowOf(table, object, options)),
  }
}

function rowOf<T extends ApiObject>(
  table: TableColumns<T>,
  object: Stored<T>,
  options: TableOptions,
): TableRow {
  const conditions = table.conditions?.(object) ?? []
  return {
    cells: table.cells(object, options.now),
    ...(conditions.length > 0 && { conditions }),
    object: includedObject(object, options.includeObject),
  }
}

function includedObject<T extends ApiObject>(
  object: Stored<T>,
  include: TableOptions['includeObject'],
): TableRow['object'] {
  switch (include) {
    case 'None':
      return null
    case 'Metadata':
      return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata }
    case 'Object':
      return object
  }
}
