import type { RuleContext } from '../kinds/kind-rules.ts'
import type { StoredObject } from '../object.ts'
import type { AdmissionRequest } from '../registry/registry-ports.ts'
import type { ServedResource } from '../registry/served-resource.ts'
import { namespaces } from '../resource.ts'
import type { Namespace } from '../schema/kubernetes-types.ts'
import { notFound } from '../status-error.ts'
import { forbidden } from './forbidden.ts'

/** Namespaces that can not be deleted: apiserver's `NewLifecycle` in `options/admission.go`. */
const immortal = new Set(['default', 'kube-system', 'kube-public'])

/** The plug-in NamespaceLifecycle on a write: the namespace exists, and takes new content only while it is not being deleted. Throws. */
export function checkNamespace(request: AdmissionRequest, { store }: RuleContext): void {
  const { served, object, previous } = request
  if (!served.resource.namespaced) return
  const name = object.metadata.namespace ?? ''
  const namespace = store.get(namespaces, '', name)
  if (namespace === null) throw notFound(namespaces, name)
  if (previous !== null || (namespace as Namespace).status?.phase !== 'Terminating') return
  throw forbidden(
    request,
    `unable to create new content in namespace ${name} because it is being terminated`,
    [
      {
        reason: 'NamespaceTerminating',
        message: `namespace ${name} is being terminated`,
        field: 'metadata.namespace',
      },
    ],
  )
}

/** The plug-in NamespaceLifecycle on a delete. Throws Forbidden for a namespace that the cluster can not be without. */
export function checkNamespaceDelete(served: ServedResource, object: StoredObject): void {
  if (served.resource.name !== 'namespaces' || served.resource.group !== '') return
  if (immortal.has(object.metadata.name)) {
    throw forbidden({ served, object }, 'this namespace may not be deleted')
  }
}
