import { ingressClasses, ingresses } from '../resource.ts'
import type { Ingress, IngressClass, IngressRule } from '../schema/kubernetes-types.ts'
import { age, nameColumn, text } from './columns.ts'
import { loadBalancerText } from './load-balancer-text.ts'
import type { TableColumns } from './table-columns.ts'

/** Rule: printers.go `printIngress`. */
export const ingressColumns: TableColumns<Ingress> = {
  resource: ingresses,
  columns: [nameColumn, text('Class'), text('Hosts'), text('Address'), text('Ports'), text('Age')],
  cells: (ingress, now) => [
    ingress.metadata.name,
    ingress.spec?.ingressClassName ?? '<none>',
    hostsText(ingress.spec?.rules ?? []),
    loadBalancerText(ingress.status?.loadBalancer?.ingress),
    (ingress.spec?.tls ?? []).length > 0 ? '80, 443' : '80',
    age(ingress, now),
  ],
}

/** Rule: printers.go `printIngressClass`. */
export const ingressClassColumns: TableColumns<IngressClass> = {
  resource: ingressClasses,
  columns: [nameColumn, text('Controller'), text('Parameters'), text('Age')],
  cells(ingressClass, now) {
    const parameters = ingressClass.spec?.parameters
    const kind = [parameters?.kind, parameters?.apiGroup].filter((part) => part !== undefined).join('.')
    return [
      ingressClass.metadata.name,
      ingressClass.spec?.controller ?? '',
      parameters === undefined ? '<none>' : `${kind}/${parameters.name}`,
      age(ingressClass, now),
    ]
  },
}

const mostHosts = 3

/** Rules without a host are not listed, but a rule after the third listed host counts as more. */
function hostsText(rules: readonly IngressRule[]): string {
  const list: string[] = []
  let more = false
  for (const { host = '' } of rules) {
    if (list.length === mostHosts) more = true
    if (!more && host !== '') list.push(host)
  }
  if (list.length === 0) return '*'
  const shown = list.join(',')
  return more ? `${shown} + ${rules.length - mostHosts} more...` : shown
}
