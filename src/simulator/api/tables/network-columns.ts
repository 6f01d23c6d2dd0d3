import { ipAddresses, networkPolicies, serviceCidrs } from '../resource.ts'
import type { IPAddress, NetworkPolicy, ServiceCIDR } from '../schema/kubernetes-types.ts'
import type { Stored } from '../object.ts'
import { age, nameColumn, text } from './columns.ts'
import { selectorCell } from './label-text.ts'
import type { TableColumns } from './table-columns.ts'

/** Rule: printers.go `printNetworkPolicy`. */
export const networkPolicyColumns: TableColumns<NetworkPolicy> = {
  resource: networkPolicies,
  columns: [nameColumn, text('Pod-Selector'), text('Age')],
  cells: (policy, now) => [policy.metadata.name, selectorCell(policy.spec?.podSelector), age(policy, now)],
}

/** Rule: printers.go `printIPAddress`, which has one cell more than columns; kubectl leaves it out. */
export const ipAddressColumns: TableColumns<IPAddress> = {
  resource: ipAddresses,
  columns: [nameColumn, text('ParentRef')],
  cells: (address, now) => [address.metadata.name, parentText(address), age(address, now)],
}

/** Rule: printers.go `printServiceCIDR`. */
export const serviceCidrColumns: TableColumns<ServiceCIDR> = {
  resource: serviceCidrs,
  columns: [nameColumn, text('CIDRs'), text('Age')],
  cells: (range, now) => [range.metadata.name, (range.spec?.cidrs ?? []).join(','), age(range, now)],
}

function parentText({ spec }: Stored<IPAddress>): string {
  const parent = spec?.parentRef
  if (parent === undefined) return '<none>'
  const { group = '', namespace = '' } = parent
  const resource = (group === '' ? parent.resource : `${parent.resource}.${group}`).toLowerCase()
  return [resource, ...(namespace === '' ? [] : [namespace]), parent.name].join('/')
}
