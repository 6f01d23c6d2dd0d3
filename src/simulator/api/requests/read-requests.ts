import type { StoredObject } from '../object.ts'
import type { ServedResource } from '../registry/served-resource.ts'
import { notFound } from '../status-error.ts'
import { json, type ApiAnswer, type ApiRequest } from './answer.ts'
import { listObjects } from './list-objects.ts'
import { negotiate, type Shape } from './negotiate.ts'
import { isTrue } from './request-info.ts'
import type { RequestPorts, ShapeOptions } from './request-ports.ts'
import { watchObjects } from './watch-objects.ts'

export function answerGet(ports: RequestPorts, served: ServedResource, request: ApiRequest): ApiAnswer {
  const { namespace, name } = request.info
  const object = ports.store.get(served.resource, served.resource.namespaced ? namespace : '', name)
  if (object === null) throw notFound(served.resource, name)
  return answerObject(ports, served, request, object)
}

/** One object in the form that the request accepts. */
export function answerObject(
  ports: RequestPorts,
  served: ServedResource,
  request: ApiRequest,
  object: StoredObject,
  warnings: readonly string[] = [],
  code = 200,
): ApiAnswer {
  const shape = negotiate(request.headers['accept'])
  const body =
    shape === 'object'
      ? object
      : ports.shape(served, { one: object }, shape, shapeOptions(ports, request, true))
  return json(body, warnings, code)
}

export function answerList(ports: RequestPorts, served: ServedResource, request: ApiRequest): ApiAnswer {
  const query = request.url.searchParams
  const shape = negotiate(request.headers['accept'])
  const list = listObjects(ports.store, {
    resource: served.resource,
    namespace: scopeOf(served, request),
    matches: selectionOf(ports, served, request),
    limit: Number(query.get('limit') ?? 0) || 0,
    continueToken: query.get('continue') ?? '',
    resourceVersion: query.get('resourceVersion') ?? '',
    resourceVersionMatch: query.get('resourceVersionMatch') ?? '',
  })
  if (shape === 'object') return json({ ...list, items: list.items.map(withoutKind) })
  const objects = { many: list.items, metadata: list.metadata }
  return json(ports.shape(served, objects, shape, shapeOptions(ports, request, true)))
}

/** Null timeouts end with the connection. */
export function answerWatch(ports: RequestPorts, served: ServedResource, request: ApiRequest): ApiAnswer {
  const query = request.url.searchParams
  const shape = negotiate(request.headers['accept'])
  const matches = selectionOf(ports, served, request)
  const seconds = Number(query.get('timeoutSeconds') ?? 0)
  const timeoutMs = (seconds > 0 ? seconds : 1_800 + ports.random.below(1_800)) * 1_000
  return {
    kind: 'events',
    warnings: [],
    start: (tell, end) => {
      let first = true
      const cancelTimeout = ports.clock.after(timeoutMs, () => {
        stop()
        end()
      })
      const stopWatch = watchObjects(
        ports.store,
        ports.clock,
        {
          resource: served.resource,
          namespace: scopeOf(served, request),
          matches,
          resourceVersion: query.get('resourceVersion') ?? '',
          sendInitialEvents: isTrue(query.get('sendInitialEvents')),
          bookmarks: isTrue(query.get('allowWatchBookmarks')),
        },
        (event) => {
          const shaped = shapeEvent(ports, served, request, event, shape, first)
          first = false
          tell(shaped)
          if (event.type === 'ERROR') end()
        },
      )
      function stop(): void {
        cancelTimeout()
        stopWatch()
      }
      return stop
    },
  }
}

function shapeEvent(
  ports: RequestPorts,
  served: ServedResource,
  request: ApiRequest,
  event: { readonly type: string; readonly object: unknown },
  shape: Shape,
  first: boolean,
): unknown {
  if (shape === 'object' || event.type === 'ERROR') return event
  const one = event.object as StoredObject
  if (event.type === 'BOOKMARK' && shape === 'metadata') {
    return {
      type: event.type,
      object: { ...one, apiVersion: 'meta.k8s.io/v1', kind: 'PartialObjectMetadata' },
    }
  }
  return {
    type: event.type,
    object: ports.shape(served, { one }, shape, shapeOptions(ports, request, first)),
  }
}

/** What label and field selectors of the query let through. Throws BadRequest. */
export function selectionOf(
  ports: RequestPorts,
  served: ServedResource,
  { url }: ApiRequest,
): (object: StoredObject) => boolean {
  const labels = url.searchParams.get('labelSelector') ?? ''
  const fields = url.searchParams.get('fieldSelector') ?? ''
  const byLabel = labels === '' ? everything : ports.labelSelector(labels)
  const byField = fields === '' ? everything : ports.fieldSelector(served, fields)
  return (object) => byLabel(object) && byField(object)
}

const everything = (): boolean => true

/** The namespace that a request is limited to; null for all. */
export function scopeOf({ resource }: ServedResource, { info }: ApiRequest): string | null {
  return !resource.namespaced || info.namespace === '' ? null : info.namespace
}

function shapeOptions(ports: RequestPorts, { url }: ApiRequest, withColumns: boolean): ShapeOptions {
  return {
    now: ports.clock.now(),
    includeObject: url.searchParams.get('includeObject') ?? 'Metadata',
    withColumns,
  }
}

/** Items of a typed list have neither apiVersion nor kind. */
function withoutKind(object: StoredObject): unknown {
  return { ...object, apiVersion: undefined, kind: undefined }
}
