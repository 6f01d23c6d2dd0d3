import type { RuleContext } from '../kinds/kind-rules.ts'
import { list } from '../kinds/zero-values.ts'
import type { StoredObject } from '../object.ts'
import type { AdmissionRequest } from '../registry/registry-ports.ts'
import type { ServedResource } from '../registry/served-resource.ts'
import { groupResource } from '../resource.ts'
import type { Node, Pod } from '../schema/kubernetes-types.ts'
import { withDefaultIngressClass } from './default-ingress-class.ts'
import { checkNamespace, checkNamespaceDelete } from './namespace-lifecycle.ts'
import { checkPodSecurityLabel } from './pod-security.ts'
import { checkRuntimeClass, keepPriority, withDefaultTolerations, withPriority } from './pod-scheduling.ts'
import { withServiceAccount } from './service-account.ts'

/**
 * The API server's own admission plug-ins in their order (`pkg/kubeapiserver/options/plugins.go`), as far as they do something in a cluster
 * without quotas, limit ranges, storage classes and webhooks. Answers the object as it goes on; throws a StatusError to refuse it.
 */
export function admit(request: AdmissionRequest, context: RuleContext): StoredObject {
  checkNamespace(request, context)
  if (request.subresource !== '') return request.object
  switch (groupResource(request.served.resource)) {
    case 'pods':
      return admitPod(request, context)
    case 'namespaces':
      checkPodSecurityLabel(request)
      return request.object
    case 'nodes':
      return request.previous === null ? withNotReadyTaint(request.object) : request.object
    case 'ingresses.networking.k8s.io':
      return request.previous === null
        ? like(request.object, withDefaultIngressClass(request.object, context))
        : request.object
    default:
      return request.object
  }
}

/** What forbids a delete. Throws a StatusError. */
export function admitDelete(served: ServedResource, object: StoredObject): void {
  checkNamespaceDelete(served, object)
}

function admitPod(request: AdmissionRequest, context: RuleContext): StoredObject {
  const pod: Pod = request.object
  if (request.previous !== null) {
    return like(request.object, withDefaultTolerations(keepPriority(pod, request.previous)))
  }
  const isMirror = pod.metadata?.annotations?.['kubernetes.io/config.mirror'] !== undefined
  const owned = isMirror ? pod : withServiceAccount(request, pod, context)
  const ranked = withPriority(request, owned)
  checkRuntimeClass(request, ranked)
  return like(request.object, withDefaultTolerations(ranked))
}

/** The plug-in TaintNodesByCondition: nothing is scheduled to a new node before it says that it is ready. */
function withNotReadyTaint(object: StoredObject): StoredObject {
  const { spec }: Node = object
  const taints = list(spec?.taints)
  const taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }
  if (taints.some(({ key, effect }) => key === taint.key && effect === taint.effect)) return object
  const tainted: Node = { ...object, spec: { ...spec, taints: [...taints, taint] } }
  return like(object, tainted)
}

/** The changed object with the metadata that storage needs: no plug-in touches it. */
function like(object: StoredObject, changed: object): StoredObject {
  return { ...changed, apiVersion: object.apiVersion, kind: object.kind, metadata: object.metadata }
}
