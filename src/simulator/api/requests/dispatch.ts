import { deprecationWarning } from '../kinds/deprecations.ts'
import type { ServedResource } from '../registry/served-resource.ts'
import { updateObject } from '../registry/update-object.ts'
import { apiVersionOf, groupResource, type Resource } from '../resource.ts'
import type { TokenRequest } from '../schema/kubernetes-types.ts'
import { notFound, StatusError } from '../status-error.ts'
import { json, type ApiAnswer, type ApiRequest } from './answer.ts'
import { answerBinding } from './pod-requests.ts'
import { answerObject } from './read-requests.ts'
import { bodyOf, writerOf } from './request-options.ts'
import type { RequestPorts } from './request-ports.ts'
import { answerScale } from './scale-requests.ts'
import { answerObjects, answerStatus, methodNotAllowed } from './served-verbs.ts'
import { answerPatch, answerUpdate, collectWarnings } from './write-requests.ts'

/** Everything that a request for a resource may reach. */
export interface DispatchPorts extends RequestPorts {
  /** A resource that discovery lists and this cluster keeps no objects of. */
  readonly unmodelled: (group: string, version: string, resource: string) => Resource | null
  /** Answers a review by its resource (`selfsubjectaccessreviews.authorization.k8s.io`); null when it is none. */
  readonly review: (resource: string) => ((request: ApiRequest, body: unknown) => object) | null
  /** POST serviceaccounts/NAME/token. Throws a StatusError. */
  readonly issueToken: (namespace: string, serviceAccount: string, request: TokenRequest) => TokenRequest
  /** GET pods/NAME/log. */
  readonly podLog: (request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>
  /** POST pods/NAME/eviction. */
  readonly evict: (request: ApiRequest) => ApiAnswer
}

/** Answers a request for a resource. Throws a StatusError. */
export function dispatch(ports: DispatchPorts, request: ApiRequest): ApiAnswer | Promise<ApiAnswer> {
  const { group, version, resource, subresource } = request.info
  const served = ports.served(group, version, resource)
  if (served !== null) {
    const answer =
      subresource === '' ? answerObjects(ports, served, request) : answerSub(ports, served, request)
    return withWarning(answer, deprecationWarning(served.resource))
  }
  const review = ports.review(groupResource({ group, name: resource }))
  if (review !== null) return answerReview(ports, request, review)
  const unmodelled = ports.unmodelled(group, version, resource)
  if (unmodelled !== null) return answerUnmodelled(ports, unmodelled, request)
  throw new StatusError('NotFound', 'the server could not find the requested resource')
}

/** Of every answer about a deprecated resource, reads too. */
function withWarning(
  answer: ApiAnswer | Promise<ApiAnswer>,
  text: string | null,
): ApiAnswer | Promise<ApiAnswer> {
  if (text === null || answer instanceof Promise || !('warnings' in answer)) return answer
  return { ...answer, warnings: [text, ...answer.warnings] }
}

function answerSub(
  ports: DispatchPorts,
  served: ServedResource,
  request: ApiRequest,
): ApiAnswer | Promise<ApiAnswer> {
  const { subresource, verb } = request.info
  const place = `${groupResource(served.resource)}/${subresource}`
  switch (place) {
    case 'pods/binding':
      return verb === 'create' ? answerBinding(ports, served, request) : refuseMethod()
    case 'pods/log':
      return verb === 'get' ? ports.podLog(request) : refuseMethod()
    case 'pods/eviction':
      return verb === 'create' ? ports.evict(request) : refuseMethod()
    case 'pods/ephemeralcontainers':
      return answerPart(ports, served, request, 'ephemeralcontainers')
    case 'pods/resize':
      return answerPart(ports, served, request, 'resize')
    case 'serviceaccounts/token':
      return verb === 'create' ? answerToken(ports, served, request) : refuseMethod()
    case 'namespaces/finalize':
      return verb === 'update' ? answerFinalize(ports, served, request) : refuseMethod()
    case 'deployments.apps/scale':
    case 'replicasets.apps/scale':
    case 'statefulsets.apps/scale':
      return answerScale(ports, served, request)
  }
  if (subresource === 'status' && served.rules.hasStatus) return answerStatus(ports, served, request)
  throw notModelled(place)
}

function answerPart(
  ports: DispatchPorts,
  served: ServedResource,
  request: ApiRequest,
  subresource: 'ephemeralcontainers' | 'resize',
): ApiAnswer {
  switch (request.info.verb) {
    case 'get':
      return answerObjects(ports, served, request)
    case 'update':
      return answerUpdate(ports, served, request, subresource)
    case 'patch':
      return answerPatch(ports, served, request, subresource)
    default:
      throw methodNotAllowed()
  }
}

function answerToken(ports: DispatchPorts, served: ServedResource, request: ApiRequest): ApiAnswer {
  const { warnings, warn } = collectWarnings()
  const { namespace, name } = request.info
  if (ports.store.get(served.resource, namespace, name) === null) throw notFound(served.resource, name)
  const kind = { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' }
  const asked = ports.decodeAs(kind, bodyOf(request, warn)) as TokenRequest
  return json(ports.issueToken(namespace, name, asked), warnings, 201)
}

/** PUT namespaces/NAME/finalize: only spec.finalizers are taken from it. */
function answerFinalize(ports: DispatchPorts, served: ServedResource, request: ApiRequest): ApiAnswer {
  const { warnings, warn } = collectWarnings()
  const wanted = ports.decode(served, bodyOf(request, warn)) as { spec?: { finalizers?: readonly string[] } }
  const updated = updateObject(ports, {
    served,
    namespace: '',
    name: request.info.name,
    subresource: 'finalize',
    writer: writerOf(request, warn),
    change: (namespace) => ({ ...namespace, spec: { finalizers: wanted.spec?.finalizers ?? [] } }),
  })
  return answerObject(ports, served, request, updated, warnings)
}

function answerReview(
  ports: DispatchPorts,
  request: ApiRequest,
  review: (request: ApiRequest, body: unknown) => object,
): ApiAnswer {
  if (request.info.verb !== 'create') throw methodNotAllowed()
  const { warnings, warn } = collectWarnings()
  const { group, version, resource } = request.info
  const kind = ports.kindOf(group, version, resource)
  const body = ports.decodeAs({ group, version, kind }, bodyOf(request, warn))
  return json(review(request, body), warnings, 201)
}

/** There are none of it, which is true; making one is refused by name. */
function answerUnmodelled(ports: DispatchPorts, resource: Resource, request: ApiRequest): ApiAnswer {
  const { verb, name } = request.info
  const metadata = { resourceVersion: String(ports.store.revision()) }
  switch (verb) {
    case 'list':
    case 'deletecollection':
      return json({ kind: `${resource.kind}List`, apiVersion: apiVersionOf(resource), metadata, items: [] })
    case 'watch':
      return { kind: 'events', warnings: [], start: () => () => undefined }
    case 'get':
    case 'delete':
    case 'update':
    case 'patch':
      throw notFound(resource, name)
    default:
      throw notModelled(groupResource(resource))
  }
}

/** What the embedded cluster does not do it refuses by name. */
export function notModelled(what: string): StatusError {
  return new StatusError(
    'NotImplemented',
    `kubedrill's embedded cluster does not model ${what}; use a lab on kind for it`,
  )
}

function refuseMethod(): never {
  throw methodNotAllowed()
}
