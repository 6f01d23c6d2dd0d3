import type { StoredObject } from '../object.ts'
import { updateObject } from '../registry/update-object.ts'
import type { ServedResource } from '../registry/served-resource.ts'
import { labelSelectorText } from '../selectors/label-selector-text.ts'
import { selectorRequirements } from '../selectors/label-selector.ts'
import type { LabelSelector, Scale } from '../schema/kubernetes-types.ts'
import { invalid, notFound, StatusError } from '../status-error.ts'
import { json, type ApiAnswer, type ApiRequest } from './answer.ts'
import { bodyOf, fieldValidationOf, mediaTypeOf, writerOf } from './request-options.ts'
import type { RequestPorts } from './request-ports.ts'
import { collectWarnings, namespaceOf } from './write-requests.ts'

type Scaled = StoredObject & {
  readonly spec?: { readonly replicas?: number; readonly selector?: LabelSelector }
  readonly status?: { readonly replicas?: number }
}

/** The scale sub-resource of Deployments, ReplicaSets and StatefulSets: autoscaling/v1 Scale in and out. */
export function answerScale(ports: RequestPorts, served: ServedResource, request: ApiRequest): ApiAnswer {
  const { warnings, warn } = collectWarnings()
  const namespace = namespaceOf(served, request)
  const { name, verb } = request.info
  const current = ports.store.get(served.resource, namespace, name)
  if (current === null) throw notFound(served.resource, name)
  if (verb === 'get') return json(scaleOf(current))
  const writer = writerOf(request, warn)
  const wantedOf = (object: StoredObject): Scale =>
    verb === 'patch'
      ? patchedScale(ports, request, scaleOf(object), warn)
      : (ports.decodeAs(
          { group: 'autoscaling', version: 'v1', kind: 'Scale' },
          bodyOf(request, warn),
        ) as Scale)
  const updated = updateObject(ports, {
    served,
    namespace,
    name,
    // Replicas belong to the object: its generation moves as in an update of it.
    subresource: '',
    ownedThrough: 'scale',
    writer,
    change: (object) => {
      const wanted = wantedOf(object)
      requireReplicas(wanted, name)
      const { resourceVersion } = wanted.metadata ?? {}
      const metadata = { ...object.metadata, ...(resourceVersion !== undefined && { resourceVersion }) }
      return {
        ...object,
        metadata,
        spec: { ...(object as Scaled).spec, replicas: wanted.spec?.replicas ?? 0 },
      } as StoredObject
    },
  })
  return json(scaleOf(updated), warnings)
}

function scaleOf(object: StoredObject): Scale {
  const { spec, status, metadata } = object as Scaled
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec?.replicas ?? 0 },
    status: {
      replicas: status?.replicas ?? 0,
      selector: labelSelectorText(selectorRequirements(spec?.selector) ?? []),
    },
  }
}

function patchedScale(
  ports: RequestPorts,
  request: ApiRequest,
  scale: Scale,
  warn: (text: string) => void,
): Scale {
  return ports.patchAs(
    { group: 'autoscaling', version: 'v1', kind: 'Scale' },
    {
      current: scale,
      contentType: mediaTypeOf(request.headers['content-type']),
      bytes: request.body,
      fieldValidation: fieldValidationOf(request),
      warn,
    },
  ) as Scale
}

function requireReplicas({ spec, metadata }: Scale, name: string): void {
  if (metadata?.name !== undefined && metadata.name !== '' && metadata.name !== name) {
    throw new StatusError(
      'BadRequest',
      `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
    )
  }
  const replicas = spec?.replicas ?? 0
  if (replicas >= 0) return
  throw invalid({ group: 'autoscaling', kind: 'Scale' }, name, [
    {
      type: 'Invalid',
      field: 'spec.replicas',
      value: replicas,
      detail: 'must be greater than or equal to 0',
    },
  ])
}
