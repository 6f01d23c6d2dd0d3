import type { IncomingMessage } from 'node:http'
import type { UserInfo } from '../registry/writer.ts'
import { failure, type ApiAnswer, type ApiRequest } from '../requests/answer.ts'
import { dispatch, type DispatchPorts } from '../requests/dispatch.ts'
import { requestInfoOf, type RequestInfo } from '../requests/request-info.ts'
import { StatusError } from '../status-error.ts'

/** Who a request is from and whether it may: what the API server asks before anything else. */
export interface AccessPorts {
  /** The user of a request, impersonation done. Throws Unauthorized, Forbidden or BadRequest. */
  readonly authenticate: (incoming: IncomingMessage) => UserInfo
  /** Throws Forbidden. */
  readonly authorize: (user: UserInfo, info: RequestInfo) => void
}

export interface HandlerPorts extends DispatchPorts {
  readonly access: AccessPorts
  /** Answers what is no resource: discovery, OpenAPI, version, health. Null when there is nothing at that path. */
  readonly plain: (request: ApiRequest) => ApiAnswer | null
}

/** Answers one request that stays HTTP; never rejects. */
export async function handleRequest(
  ports: HandlerPorts,
  incoming: IncomingMessage,
  body: Uint8Array,
): Promise<ApiAnswer> {
  try {
    const request = admitRequest(ports.access, incoming, body)
    if (request.info.isResource) return await dispatch(ports, request)
    const answer = ports.plain(request)
    if (answer !== null) return answer
    throw new StatusError('NotFound', 'the server could not find the requested resource')
  } catch (error) {
    return failure(error)
  }
}

/** The request with its user, who may make it. Throws Unauthorized, Forbidden or BadRequest. */
export function admitRequest(access: AccessPorts, incoming: IncomingMessage, body: Uint8Array): ApiRequest {
  const headers = headersOf(incoming)
  const url = urlOf(incoming)
  const user = access.authenticate(incoming)
  const method = incoming.method ?? 'GET'
  const info = requestInfoOf(method, url)
  access.authorize(user, info)
  return { method, url, info, headers, body, user }
}

function urlOf({ url = '/' }: IncomingMessage): URL {
  try {
    return new URL(url, 'https://kubernetes.default.svc')
  } catch {
    throw new StatusError('BadRequest', `unable to parse the request URI ${JSON.stringify(url)}`)
  }
}

/** Repeated headers are joined as Node joins them. */
function headersOf({ headers }: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}
