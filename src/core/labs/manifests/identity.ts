import type { KubeObject, KubeRef } from '../cluster-port.ts'

/** Creation order, so that what a fault adds stands among what was there already: by kind, then by name. */
const kindOrder = [
  'Namespace',
  'ServiceAccount',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'Service',
  'NetworkPolicy',
]

export function inCreationOrder(objects: readonly KubeObject[]): KubeObject[] {
  return [...objects].sort((a, b) => rank(a) - rank(b) || (keyOf(refOf(a)) < keyOf(refOf(b)) ? -1 : 1))
}

function rank({ kind }: KubeObject): number {
  const at = kindOrder.indexOf(kind)
  return at === -1 ? kindOrder.length : at
}

export function refOf({ apiVersion, kind, metadata: { name, namespace } }: KubeObject): KubeRef {
  return { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) }
}

export function keyOf({ apiVersion, kind, namespace, name }: KubeRef): string {
  return [apiVersion.split('/').slice(0, -1).join('/'), kind, namespace ?? '', name].join('|')
}
