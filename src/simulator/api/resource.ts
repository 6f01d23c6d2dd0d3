import type {
  ClusterRole,
  ClusterRoleBinding,
  ConfigMap,
  ControllerRevision,
  CronJob,
  CustomResourceDefinition,
  DaemonSet,
  Deployment,
  EndpointSlice,
  Endpoints,
  Event,
  Ingress,
  IngressClass,
  IPAddress,
  Job,
  Lease,
  Namespace,
  NetworkPolicy,
  Node,
  Pod,
  PodDisruptionBudget,
  ReplicaSet,
  Role,
  RoleBinding,
  Secret,
  Service,
  ServiceAccount,
  ServiceCIDR,
  StatefulSet,
} from './schema/kubernetes-types.ts'
import type { ApiObject } from './object.ts'

/** A resource of the API as storage and controllers name it; `T` is its kind's type. */
export interface Resource<T extends ApiObject = ApiObject> {
  /** '' for the core group. */
  readonly group: string
  /** The version that is stored. */
  readonly version: string
  /** Plural, lower case: `deployments`. */
  readonly name: string
  readonly kind: string
  readonly namespaced: boolean
  /** Never set: it ties the resource to its type. */
  readonly type?: T
}

/** `deployments.apps`, `pods`: as messages and storage keys have it. */
export function groupResource({ group, name }: Pick<Resource, 'group' | 'name'>): string {
  return group === '' ? name : `${name}.${group}`
}

/** `apps/v1`, `v1` */
export function apiVersionOf({ group, version }: Pick<Resource, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`
}

export const pods = core<Pod>('pods', 'Pod')
export const services = core<Service>('services', 'Service')
export const endpoints = core<Endpoints>('endpoints', 'Endpoints')
export const configMaps = core<ConfigMap>('configmaps', 'ConfigMap')
export const secrets = core<Secret>('secrets', 'Secret')
export const serviceAccounts = core<ServiceAccount>('serviceaccounts', 'ServiceAccount')
export const events = core<Event>('events', 'Event')
export const nodes = clusterScoped(core<Node>('nodes', 'Node'))
export const namespaces = clusterScoped(core<Namespace>('namespaces', 'Namespace'))
export const endpointSlices = of<EndpointSlice>('discovery.k8s.io', 'endpointslices', 'EndpointSlice')
export const deployments = of<Deployment>('apps', 'deployments', 'Deployment')
export const replicaSets = of<ReplicaSet>('apps', 'replicasets', 'ReplicaSet')
export const statefulSets = of<StatefulSet>('apps', 'statefulsets', 'StatefulSet')
export const daemonSets = of<DaemonSet>('apps', 'daemonsets', 'DaemonSet')
export const controllerRevisions = of<ControllerRevision>('apps', 'controllerrevisions', 'ControllerRevision')
export const jobs = of<Job>('batch', 'jobs', 'Job')
export const cronJobs = of<CronJob>('batch', 'cronjobs', 'CronJob')
export const ingresses = of<Ingress>('networking.k8s.io', 'ingresses', 'Ingress')
export const ingressClasses = clusterScoped(
  of<IngressClass>('networking.k8s.io', 'ingressclasses', 'IngressClass'),
)
export const networkPolicies = of<NetworkPolicy>('networking.k8s.io', 'networkpolicies', 'NetworkPolicy')
export const ipAddresses = clusterScoped(of<IPAddress>('networking.k8s.io', 'ipaddresses', 'IPAddress'))
export const serviceCidrs = clusterScoped(of<ServiceCIDR>('networking.k8s.io', 'servicecidrs', 'ServiceCIDR'))
export const roles = of<Role>('rbac.authorization.k8s.io', 'roles', 'Role')
export const roleBindings = of<RoleBinding>('rbac.authorization.k8s.io', 'rolebindings', 'RoleBinding')
export const clusterRoles = clusterScoped(
  of<ClusterRole>('rbac.authorization.k8s.io', 'clusterroles', 'ClusterRole'),
)
export const clusterRoleBindings = clusterScoped(
  of<ClusterRoleBinding>('rbac.authorization.k8s.io', 'clusterrolebindings', 'ClusterRoleBinding'),
)
export const leases = of<Lease>('coordination.k8s.io', 'leases', 'Lease')
export const podDisruptionBudgets = of<PodDisruptionBudget>(
  'policy',
  'poddisruptionbudgets',
  'PodDisruptionBudget',
)
export const customResourceDefinitions = clusterScoped(
  of<CustomResourceDefinition>(
    'apiextensions.k8s.io',
    'customresourcedefinitions',
    'CustomResourceDefinition',
  ),
)

function core<T extends ApiObject>(name: string, kind: string): Resource<T> {
  return of('', name, kind)
}

function of<T extends ApiObject>(group: string, name: string, kind: string): Resource<T> {
  return { group, version: 'v1', name, kind, namespaced: true }
}

function clusterScoped<T extends ApiObject>(resource: Resource<T>): Resource<T> {
  return { ...resource, namespaced: false }
}
