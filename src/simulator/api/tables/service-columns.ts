import { services } from '../resource.ts'
import type { Service, ServicePort } from '../schema/kubernetes-types.ts'
import type { Stored } from '../object.ts'
import { age, nameColumn, text, wide } from './columns.ts'
import { labelText } from './label-text.ts'
import { loadBalancerText } from './load-balancer-text.ts'
import type { TableColumns } from './table-columns.ts'

/** Rule: printers.go `printService`. */
export const serviceColumns: TableColumns<Service> = {
  resource: services,
  columns: [
    nameColumn,
    text('Type'),
    text('Cluster-IP'),
    text('External-IP'),
    text('Port(s)'),
    text('Age'),
    wide('Selector'),
  ],
  cells(service, now) {
    const ports = (service.spec?.ports ?? []).map(portText).join(',')
    return [
      service.metadata.name,
      service.spec?.type ?? '',
      service.spec?.clusterIPs?.[0] ?? '<none>',
      externalAddress(service),
      ports === '' ? '<none>' : ports,
      age(service, now),
      labelText(service.spec?.selector),
    ]
  },
}

function portText({ port, nodePort, protocol }: ServicePort): string {
  const numbers = (nodePort ?? 0) > 0 ? `${port}:${nodePort ?? 0}` : String(port)
  return `${numbers}/${protocol ?? ''}`
}

function externalAddress({ spec, status }: Stored<Service>): string {
  const external = spec?.externalIPs ?? []
  switch (spec?.type) {
    case 'ClusterIP':
    case 'NodePort':
      return external.length > 0 ? external.join(',') : '<none>'
    case 'LoadBalancer': {
      const balancer = loadBalancerText(status?.loadBalancer?.ingress)
      const all = [...(balancer === '' ? [] : [balancer]), ...external]
      return all.length > 0 ? all.join(',') : '<pending>'
    }
    case 'ExternalName':
      return spec.externalName ?? ''
    default:
      return '<unknown>'
  }
}
