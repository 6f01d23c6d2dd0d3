import { endpoints, endpointSlices } from '../resource.ts'
import type { EndpointSlice, EndpointSubset, Endpoints } from '../schema/kubernetes-types.ts'
import { age, nameColumn, text, withMore } from './columns.ts'
import type { TableColumns } from './table-columns.ts'

/** Rule: printers.go `printEndpoints`. */
export const endpointsColumns: TableColumns<Endpoints> = {
  resource: endpoints,
  columns: [nameColumn, text('Endpoints'), text('Age')],
  cells: (object, now) => [object.metadata.name, subsetsText(object.subsets), age(object, now)],
}

/** Rule: printers.go `printEndpointSlice`. */
export const endpointSliceColumns: TableColumns<EndpointSlice> = {
  resource: endpointSlices,
  columns: [nameColumn, text('AddressType'), text('Ports'), text('Endpoints'), text('Age')],
  cells: (slice, now) => [
    slice.metadata.name,
    slice.addressType,
    orUnset((slice.ports ?? []).map(({ name, port }) => (port === undefined ? (name ?? '*') : String(port)))),
    orUnset(slice.endpoints.flatMap(({ addresses }) => addresses)),
    age(slice, now),
  ],
}

const mostShown = 3

/** An empty list is `<none>`, one without ready addresses is empty. */
function subsetsText(subsets: readonly EndpointSubset[] | undefined): string {
  if (subsets === undefined || subsets.length === 0) return '<none>'
  const addresses = subsets.flatMap(({ addresses = [], ports = [] }) =>
    ports.length === 0
      ? addresses.map(({ ip }) => ip)
      : ports.flatMap(({ port }) => addresses.map(({ ip }) => hostPort(ip, port))),
  )
  return withMore(addresses, mostShown)
}

function hostPort(ip: string, port: number): string {
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`
}

function orUnset(parts: readonly string[]): string {
  return parts.length === 0 ? '<unset>' : withMore(parts, mostShown)
}
