import type { StoredObject } from '../object.ts'
import { createObject } from '../registry/create-object.ts'
import { deleteObject } from '../registry/delete-object.ts'
import type { Subresource } from '../registry/registry-ports.ts'
import { isCreatedOnUpdate, type ServedResource } from '../registry/served-resource.ts'
import { updateObject } from '../registry/update-object.ts'
import type { DeleteOptions, Status } from '../schema/kubernetes-types.ts'
import { StatusError } from '../status-error.ts'
import { json, type ApiAnswer, type ApiRequest } from './answer.ts'
import { answerObject, scopeOf, selectionOf } from './read-requests.ts'
import { isTrue } from './request-info.ts'
import { bodyOf, fieldValidationOf, mediaTypeOf, writerOf } from './request-options.ts'
import type { RequestPorts } from './request-ports.ts'

export function answerCreate(ports: RequestPorts, served: ServedResource, request: ApiRequest): ApiAnswer {
  const { warnings, warn } = collectWarnings()
  const object = ports.decode(served, bodyOf(request, warn))
  const created = createObject(ports, served, namespaceOf(served, request), object, writerOf(request, warn))
  return answerObject(ports, served, request, created, warnings, 201)
}

export function answerUpdate(
  ports: RequestPorts,
  served: ServedResource,
  request: ApiRequest,
  subresource: Subresource,
): ApiAnswer {
  const { warnings, warn } = collectWarnings()
  const object = ports.decode(served, bodyOf(request, warn))
  const writer = writerOf(request, warn)
  const namespace = namespaceOf(served, request)
  const { name } = request.info
  const isThere = ports.store.get(served.resource, namespace, name) !== null
  if (!isThere && subresource === '' && isCreatedOnUpdate(served)) {
    return answerObject(
      ports,
      served,
      request,
      createObject(ports, served, namespace, object, writer),
      warnings,
      201,
    )
  }
  const updated = updateObject(ports, { served, namespace, name, subresource, writer, change: () => object })
  return answerObject(ports, served, request, updated, warnings)
}

export function answerPatch(
  ports: RequestPorts,
  served: ServedResource,
  request: ApiRequest,
  subresource: Subresource,
): ApiAnswer {
  const { warnings, warn } = collectWarnings()
  const { url, info, body } = request
  const contentType = mediaTypeOf(request.headers['content-type'])
  const writer = writerOf(request, warn)
  const isApply = contentType.startsWith('application/apply-patch')
  if (isApply && (url.searchParams.get('fieldManager') ?? '') === '') {
    throw new StatusError(
      'BadRequest',
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    )
  }
  const force = isTrue(url.searchParams.get('force'))
  if (!isApply && url.searchParams.has('force')) {
    throw new StatusError(
      'Invalid',
      'PatchOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch',
    )
  }
  const namespace = namespaceOf(served, request)
  const patchOf = (current: StoredObject | null) =>
    ports.applyPatch({
      served,
      current,
      contentType,
      bytes: body,
      fieldManager: writer.fieldManager,
      force,
      subresource,
      fieldValidation: fieldValidationOf(request),
      now: ports.clock.now(),
      warn,
    })
  if (isApply && subresource === '' && ports.store.get(served.resource, namespace, info.name) === null) {
    const made = patchOf(null)
    const created = createObject(ports, served, namespace, made.object, writer)
    return answerObject(ports, served, request, created, warnings, 201)
  }
  const updated = updateObject(ports, {
    served,
    namespace,
    name: info.name,
    subresource,
    writer,
    ownsFields: isApply,
    change: (current) => patchOf(current).object,
  })
  return answerObject(ports, served, request, updated, warnings)
}

export function answerDelete(ports: RequestPorts, served: ServedResource, request: ApiRequest): ApiAnswer {
  const { warnings, warn } = collectWarnings()
  const writer = writerOf(request, warn)
  const options = deleteOptionsOf(ports, request, warn)
  const dry = (options.dryRun ?? []).length > 0
  const { object, gone } = deleteObject(
    ports,
    served,
    namespaceOf(served, request),
    request.info.name,
    options,
    dry ? { ...writer, dryRun: true } : writer,
  )
  // Pods and Services answer themselves also when they are gone (`ReturnDeletedObject`).
  const answersItself = served.resource.group === '' && ['pods', 'services'].includes(served.resource.name)
  if (!gone || answersItself) return answerObject(ports, served, request, object, warnings)
  return json(deleted(served, object), warnings)
}

export function answerDeleteCollection(
  ports: RequestPorts,
  served: ServedResource,
  request: ApiRequest,
): ApiAnswer {
  const { warnings, warn } = collectWarnings()
  const writer = writerOf(request, warn)
  const options = deleteOptionsOf(ports, request, warn)
  const matches = selectionOf(ports, served, request)
  const items: StoredObject[] = []
  for (const { metadata } of ports.store.list(served.resource, scopeOf(served, request)).filter(matches)) {
    const { namespace = '', name } = metadata
    items.push(deleteObject(ports, served, namespace, name, options, writer).object)
  }
  const { resource } = served
  return json(
    {
      kind: `${resource.kind}List`,
      apiVersion: resource.group === '' ? resource.version : `${resource.group}/${resource.version}`,
      metadata: { resourceVersion: String(ports.store.revision()) },
      items,
    },
    warnings,
  )
}

function deleted({ resource }: ServedResource, { metadata }: StoredObject): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: metadata.name,
      ...(resource.group !== '' && { group: resource.group }),
      kind: resource.name,
      uid: metadata.uid,
    },
  }
}

/** Of the body, or of the query where there is none. */
function deleteOptionsOf(
  ports: RequestPorts,
  request: ApiRequest,
  warn: (text: string) => void,
): DeleteOptions {
  if (request.body.length > 0) {
    return ports.decodeAs(
      { group: '', version: 'v1', kind: 'DeleteOptions' },
      bodyOf(request, warn),
    ) as DeleteOptions
  }
  const query = request.url.searchParams
  const grace = query.get('gracePeriodSeconds')
  const policy = query.get('propagationPolicy')
  return {
    ...(grace !== null && { gracePeriodSeconds: Number(grace) }),
    ...(policy !== null && { propagationPolicy: policy }),
  }
}

export function namespaceOf({ resource }: ServedResource, { info }: ApiRequest): string {
  return resource.namespaced ? info.namespace : ''
}

export function collectWarnings(): { warnings: string[]; warn: (text: string) => void } {
  const warnings: string[] = []
  const warn = (text: string): void => {
    if (!warnings.includes(text)) warnings.push(text)
  }
  return { warnings, warn }
}
