import { podDisruptionBudgets } from '../resource.ts'
import type { PodDisruptionBudget } from '../schema/kubernetes-types.ts'
import { age, integer, nameColumn, text } from './columns.ts'
import type { TableColumns } from './table-columns.ts'

/** Rule: printers.go `printPodDisruptionBudget`. */
export const podDisruptionBudgetColumns: TableColumns<PodDisruptionBudget> = {
  resource: podDisruptionBudgets,
  columns: [
    nameColumn,
    text('Min Available'),
    text('Max Unavailable'),
    integer('Allowed Disruptions'),
    text('Age'),
  ],
  cells: (budget, now) => [
    budget.metadata.name,
    String(budget.spec?.minAvailable ?? 'N/A'),
    String(budget.spec?.maxUnavailable ?? 'N/A'),
    budget.status?.disruptionsAllowed ?? 0,
    age(budget, now),
  ],
}
