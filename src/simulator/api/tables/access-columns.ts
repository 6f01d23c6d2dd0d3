import { clusterRoleBindings, roleBindings } from '../resource.ts'
import type { ClusterRoleBinding, RoleBinding } from '../schema/kubernetes-types.ts'
import type { Stored } from '../object.ts'
import { age, nameColumn, text, wide } from './columns.ts'
import type { Cell, TableColumns } from './table-columns.ts'

const columns = [
  nameColumn,
  text('Role'),
  text('Age'),
  wide('Users'),
  wide('Groups'),
  wide('ServiceAccounts'),
]

/** Rule: printers.go `printRoleBinding`. */
export const roleBindingColumns: TableColumns<RoleBinding> = { resource: roleBindings, columns, cells }

/** Rule: printers.go `printClusterRoleBinding`. */
export const clusterRoleBindingColumns: TableColumns<ClusterRoleBinding> = {
  resource: clusterRoleBindings,
  columns,
  cells,
}

function cells(binding: Stored<RoleBinding | ClusterRoleBinding>, now: number): readonly Cell[] {
  const subjects = binding.subjects ?? []
  const named = (wanted: string) =>
    subjects
      .filter(({ kind }) => kind === wanted)
      .map(({ name, namespace = '' }) =>
        wanted === 'ServiceAccount' && namespace !== '' ? `${namespace}/${name}` : name,
      )
      .join(', ')
  return [
    binding.metadata.name,
    `${binding.roleRef.kind}/${binding.roleRef.name}`,
    age(binding, now),
    named('User'),
    named('Group'),
    named('ServiceAccount'),
  ]
}
