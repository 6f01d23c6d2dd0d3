import { daemonSets, deployments, replicaSets, statefulSets } from '../resource.ts'
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from '../schema/kubernetes-types.ts'
import { age, integer, nameColumn, text, wide } from './columns.ts'
import { containerCells, containerColumns } from './container-cells.ts'
import { labelText, selectorCell, selectorText } from './label-text.ts'
import type { TableColumns } from './table-columns.ts'

/** Rule: printers.go `printDeployment`. */
export const deploymentColumns: TableColumns<Deployment> = {
  resource: deployments,
  columns: [
    nameColumn,
    text('Ready'),
    text('Up-to-date'),
    text('Available'),
    text('Age'),
    ...containerColumns,
    wide('Selector'),
  ],
  cells: (deployment, now) => [
    deployment.metadata.name,
    `${deployment.status?.readyReplicas ?? 0}/${deployment.spec?.replicas ?? 0}`,
    deployment.status?.updatedReplicas ?? 0,
    deployment.status?.availableReplicas ?? 0,
    age(deployment, now),
    ...containerCells(deployment.spec?.template),
    selectorText(deployment.spec?.selector),
  ],
}

/** Rule: printers.go `printReplicaSet`. */
export const replicaSetColumns: TableColumns<ReplicaSet> = {
  resource: replicaSets,
  columns: [
    nameColumn,
    integer('Desired'),
    integer('Current'),
    integer('Ready'),
    text('Age'),
    ...containerColumns,
    wide('Selector'),
  ],
  cells: (replicaSet, now) => [
    replicaSet.metadata.name,
    replicaSet.spec?.replicas ?? 0,
    replicaSet.status?.replicas ?? 0,
    replicaSet.status?.readyReplicas ?? 0,
    age(replicaSet, now),
    ...containerCells(replicaSet.spec?.template),
    selectorCell(replicaSet.spec?.selector),
  ],
}

/** Rule: printers.go `printStatefulSet`. */
export const statefulSetColumns: TableColumns<StatefulSet> = {
  resource: statefulSets,
  columns: [nameColumn, text('Ready'), text('Age'), ...containerColumns],
  cells: (statefulSet, now) => [
    statefulSet.metadata.name,
    `${statefulSet.status?.readyReplicas ?? 0}/${statefulSet.spec?.replicas ?? 0}`,
    age(statefulSet, now),
    ...containerCells(statefulSet.spec?.template),
  ],
}

/** Rule: printers.go `printDaemonSet`. */
export const daemonSetColumns: TableColumns<DaemonSet> = {
  resource: daemonSets,
  columns: [
    nameColumn,
    integer('Desired'),
    integer('Current'),
    integer('Ready'),
    integer('Up-to-date'),
    integer('Available'),
    text('Node Selector'),
    text('Age'),
    ...containerColumns,
    wide('Selector'),
  ],
  cells: (daemonSet, now) => [
    daemonSet.metadata.name,
    daemonSet.status?.desiredNumberScheduled ?? 0,
    daemonSet.status?.currentNumberScheduled ?? 0,
    daemonSet.status?.numberReady ?? 0,
    daemonSet.status?.updatedNumberScheduled ?? 0,
    daemonSet.status?.numberAvailable ?? 0,
    labelText(daemonSet.spec?.template.spec?.nodeSelector),
    age(daemonSet, now),
    ...containerCells(daemonSet.spec?.template),
    selectorCell(daemonSet.spec?.selector),
  ],
}
