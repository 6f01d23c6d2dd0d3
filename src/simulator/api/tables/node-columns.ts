import type { Stored } from '../object.ts'
import { nodes } from '../resource.ts'
import type { Node } from '../schema/kubernetes-types.ts'
import { age, nameColumn, text, wide } from './columns.ts'
import type { TableColumns } from './table-columns.ts'

/** Rule: printers.go `printNode`. */
export const nodeColumns: TableColumns<Node> = {
  resource: nodes,
  columns: [
    nameColumn,
    text('Status'),
    text('Roles'),
    text('Age'),
    text('Version'),
    wide('Internal-IP'),
    wide('External-IP'),
    wide('OS-Image'),
    wide('Kernel-Version'),
    wide('Container-Runtime'),
  ],
  cells(node, now) {
    const info = node.status?.nodeInfo
    return [
      node.metadata.name,
      statusText(node),
      rolesText(node),
      age(node, now),
      info?.kubeletVersion ?? '',
      addressText(node, 'InternalIP'),
      addressText(node, 'ExternalIP'),
      orUnknown(info?.osImage),
      orUnknown(info?.kernelVersion),
      orUnknown(info?.containerRuntimeVersion),
    ]
  },
}

function statusText(node: Stored<Node>): string {
  const ready = node.status?.conditions?.findLast(({ type }) => type === 'Ready')
  const status = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady'
  return node.spec?.unschedulable === true ? `${status},SchedulingDisabled` : status
}

const rolePrefix = 'node-role.kubernetes.io/'

function rolesText(node: Stored<Node>): string {
  const labels = Object.entries(node.metadata.labels ?? {})
  const roles = labels.flatMap(([key, value]) => {
    if (key.startsWith(rolePrefix)) return [key.slice(rolePrefix.length)]
    return key === 'kubernetes.io/role' ? [value] : []
  })
  const named = [...new Set(roles.filter((role) => role !== ''))].sort()
  return named.length === 0 ? '<none>' : named.join(',')
}

function addressText(node: Stored<Node>, wanted: string): string {
  return node.status?.addresses?.find(({ type }) => type === wanted)?.address ?? '<none>'
}

function orUnknown(value: string | undefined): string {
  return value === undefined || value === '' ? '<unknown>' : value
}
