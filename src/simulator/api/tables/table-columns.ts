import type { ApiObject, Stored } from '../object.ts'
import type { Resource } from '../resource.ts'

/** metav1.TableColumnDefinition; the descriptions are empty. */
export interface ColumnDefinition {
  readonly name: string
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date'
  readonly format: '' | 'name' | 'int32' | 'int64'
  /** 0 is always shown, 1 with `-o wide`. */
  readonly priority: 0 | 1
}

export type Cell = string | number | boolean | null

/** Columns and cells of one kind, as Kubernetes' `pkg/printers/internalversion/printers.go` has them. */
export interface TableColumns<T extends ApiObject> {
  readonly resource: Resource<T>
  readonly columns: readonly ColumnDefinition[]
  /** Ages are computed at `now`, epoch ms. */
  cells(object: Stored<T>, now: number): readonly Cell[]
  /** metav1.TableRow.conditions; Pods that are done have one. */
  conditions?(
    object: Stored<T>,
  ): readonly { type: 'Completed'; status: 'True'; reason: string; message: string }[]
}
