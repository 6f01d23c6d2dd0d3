import type { ApiObject } from '../object.ts'
import { groupResource, type Resource } from '../resource.ts'
import { clusterRoleBindingColumns, roleBindingColumns } from './access-columns.ts'
import { autoscalerColumns } from './autoscaler-columns.ts'
import { cronJobColumns, jobColumns } from './batch-columns.ts'
import {
  configMapColumns,
  controllerRevisionColumns,
  leaseColumns,
  namespaceColumns,
  secretColumns,
  serviceAccountColumns,
} from './configuration-columns.ts'
import { podDisruptionBudgetColumns } from './disruption-columns.ts'
import { endpointsColumns, endpointSliceColumns } from './endpoints-columns.ts'
import { eventColumns } from './event-columns.ts'
import { fallbackColumns } from './fallback-columns.ts'
import { ingressClassColumns, ingressColumns } from './ingress-columns.ts'
import { ipAddressColumns, networkPolicyColumns, serviceCidrColumns } from './network-columns.ts'
import { nodeColumns } from './node-columns.ts'
import { podColumns } from './pod-columns.ts'
import { serviceColumns } from './service-columns.ts'
import type { TableColumns } from './table-columns.ts'
import {
  daemonSetColumns,
  deploymentColumns,
  replicaSetColumns,
  statefulSetColumns,
} from './workload-columns.ts'

/** The table of a built-in resource, whatever its version: its printer's, else Name and Created At. */
export function builtInColumns(resource: Resource): TableColumns<ApiObject> {
  return byGroupResource.get(groupResource(resource)) ?? fallbackColumns(resource)
}

const all: readonly TableColumns<ApiObject>[] = [
  autoscalerColumns,
  clusterRoleBindingColumns,
  configMapColumns,
  controllerRevisionColumns,
  cronJobColumns,
  daemonSetColumns,
  deploymentColumns,
  endpointsColumns,
  endpointSliceColumns,
  eventColumns,
  ingressClassColumns,
  ingressColumns,
  ipAddressColumns,
  jobColumns,
  leaseColumns,
  namespaceColumns,
  networkPolicyColumns,
  nodeColumns,
  podColumns,
  podDisruptionBudgetColumns,
  replicaSetColumns,
  roleBindingColumns,
  secretColumns,
  serviceAccountColumns,
  serviceCidrColumns,
  serviceColumns,
  statefulSetColumns,
]

const byGroupResource: ReadonlyMap<string, TableColumns<ApiObject>> = new Map(
  all.map((columns) => [groupResource(columns.resource), columns]),
)
