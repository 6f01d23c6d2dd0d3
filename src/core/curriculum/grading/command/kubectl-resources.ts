/** Plural, whether it lives in a namespace, and the other names that kubectl takes (`kubectl api-resources`, 1.35). */
const resources: readonly (readonly [plural: string, namespaced: boolean, ...others: string[]])[] = [
  ['pods', true, 'pod', 'po'],
  ['services', true, 'service', 'svc'],
  ['endpoints', true, 'ep'],
  ['endpointslices', true, 'endpointslice'],
  ['deployments', true, 'deployment', 'deploy'],
  ['replicasets', true, 'replicaset', 'rs'],
  ['statefulsets', true, 'statefulset', 'sts'],
  ['daemonsets', true, 'daemonset', 'ds'],
  ['jobs', true, 'job'],
  ['cronjobs', true, 'cronjob', 'cj'],
  ['configmaps', true, 'configmap', 'cm'],
  ['secrets', true, 'secret'],
  ['serviceaccounts', true, 'serviceaccount', 'sa'],
  ['events', true, 'event', 'ev'],
  ['ingresses', true, 'ingress', 'ing'],
  ['networkpolicies', true, 'networkpolicy', 'netpol'],
  ['roles', true, 'role'],
  ['rolebindings', true, 'rolebinding'],
  ['gateways', true, 'gateway', 'gtw'],
  ['httproutes', true, 'httproute'],
  ['grpcroutes', true, 'grpcroute'],
  ['referencegrants', true, 'referencegrant', 'refgrant'],
  ['leases', true, 'lease'],
  ['persistentvolumeclaims', true, 'persistentvolumeclaim', 'pvc'],
  ['nodes', false, 'node', 'no'],
  ['namespaces', false, 'namespace', 'ns'],
  ['clusterroles', false, 'clusterrole'],
  ['clusterrolebindings', false, 'clusterrolebinding'],
  ['ingressclasses', false, 'ingressclass'],
  ['gatewayclasses', false, 'gatewayclass', 'gc'],
  ['servicecidrs', false, 'servicecidr'],
  ['ipaddresses', false, 'ipaddress', 'ip'],
  ['persistentvolumes', false, 'persistentvolume', 'pv'],
  ['customresourcedefinitions', false, 'customresourcedefinition', 'crd', 'crds'],
]

const byName = new Map(
  resources.flatMap(([plural, namespaced, ...others]) =>
    [plural, ...others].map((name) => [name, { plural, namespaced }] as const),
  ),
)

/** The plural of a resource type, without its API group's version: `svc` → `services`; other names stay as they are. */
export function pluralOf(type: string): string {
  const [name = '', ...group] = type.toLowerCase().split('.')
  const known = byName.get(name)
  if (known === undefined) return type.toLowerCase()
  return group.length === 0 || groupsOf.get(known.plural) === group.join('.')
    ? known.plural
    : type.toLowerCase()
}

/** Whether `plural` is known to live outside namespaces. */
export function isClusterScoped(plural: string): boolean {
  return byName.get(plural)?.namespaced === false
}

const groupsOf = new Map([
  ['endpointslices', 'discovery.k8s.io'],
  ['networkpolicies', 'networking.k8s.io'],
  ['ingresses', 'networking.k8s.io'],
  ['deployments', 'apps'],
  ['statefulsets', 'apps'],
  ['daemonsets', 'apps'],
  ['gateways', 'gateway.networking.k8s.io'],
  ['httproutes', 'gateway.networking.k8s.io'],
])
