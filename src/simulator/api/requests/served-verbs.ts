import type { ServedResource } from '../registry/served-resource.ts'
import { StatusError } from '../status-error.ts'
import type { ApiAnswer, ApiRequest } from './answer.ts'
import { answerGet, answerList, answerWatch } from './read-requests.ts'
import type { RequestPorts } from './request-ports.ts'
import {
  answerCreate,
  answerDelete,
  answerDeleteCollection,
  answerPatch,
  answerUpdate,
} from './write-requests.ts'

/** Answers a request for objects themselves. Throws a StatusError. */
export function answerObjects(ports: RequestPorts, served: ServedResource, request: ApiRequest): ApiAnswer {
  switch (request.info.verb) {
    case 'get':
      return answerGet(ports, served, request)
    case 'list':
      return answerList(ports, served, request)
    case 'watch':
      return answerWatch(ports, served, request)
    case 'create':
      return answerCreate(ports, served, request)
    case 'update':
      return answerUpdate(ports, served, request, '')
    case 'patch':
      return answerPatch(ports, served, request, '')
    case 'delete':
      return answerDelete(ports, served, request)
    case 'deletecollection':
      return answerDeleteCollection(ports, served, request)
    default:
      throw methodNotAllowed()
  }
}

/** Answers a request for the status. Throws a StatusError. */
export function answerStatus(ports: RequestPorts, served: ServedResource, request: ApiRequest): ApiAnswer {
  switch (request.info.verb) {
    case 'get':
      return answerGet(ports, served, request)
    case 'update':
      return answerUpdate(ports, served, request, 'status')
    case 'patch':
      return answerPatch(ports, served, request, 'status')
    default:
      throw methodNotAllowed()
  }
}

export function methodNotAllowed(): StatusError {
  return new StatusError(
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  )
}
