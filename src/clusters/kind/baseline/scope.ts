import type { KubeObject } from '../../../core/labs/cluster-port.ts'

/**
 * What the baseline holds and `restoreBaseline` puts back: every object of these kinds. Not held: Secrets, Leases, Events,
 * Endpoints and EndpointSlices of system Services (controllers own them), and kernel state of the nodes other than what
 * `node-state.ts` names.
 */
export const clusterKinds = [
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding' },
  { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration' },
  { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration' },
  { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding' },
  { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy' },
  { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
  { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass' },
  { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass' },
  { apiVersion: 'v1', kind: 'PersistentVolume' },
] as const

/** Of the namespaces that the cluster came with. */
export const namespacedKinds = [
  { apiVersion: 'v1', kind: 'ServiceAccount' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding' },
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway' },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' },
  { apiVersion: 'v1', kind: 'ResourceQuota' },
  { apiVersion: 'v1', kind: 'LimitRange' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'apps/v1', kind: 'DaemonSet' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  { apiVersion: 'batch/v1', kind: 'CronJob' },
  { apiVersion: 'batch/v1', kind: 'Job' },
] as const

const serverFields = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'selfLink',
]
/** Written by controllers, not by people. */
const controllerAnnotations = [
  'deployment.kubernetes.io/revision',
  'deprecated.daemonset.template.generation',
]

/** The object as a person would write it: without status and what the API server and controllers fill in. */
export function withoutServerFields(object: KubeObject): KubeObject {
  const { apiVersion, kind, metadata } = object
  const annotations = without(metadata.annotations ?? {}, controllerAnnotations)
  return {
    ...without(object, ['status']),
    apiVersion,
    kind,
    metadata: {
      ...without(metadata, [...serverFields, 'annotations']),
      name: metadata.name,
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
  }
}

function without<T>(fields: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
}

/** Equal when nothing differs that a person would write; `kubectl rollout restart` alone is no difference. */
export function contentOf(object: KubeObject): string {
  return JSON.stringify(withoutServerFields(object), (key, value: unknown) => {
    if (key === 'kubectl.kubernetes.io/restartedAt') return undefined
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    // An empty map that a tool leaves behind says the same as none.
    return sorted.length === 0 ? undefined : Object.fromEntries(sorted)
  })
}

export function keyOf({ apiVersion, kind, metadata }: KubeObject): string {
  return [apiVersion, kind, metadata.namespace ?? '', metadata.name].join('|')
}
