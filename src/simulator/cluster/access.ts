import { TLSSocket } from 'node:tls'
import type { IncomingMessage } from 'node:http'
import { authenticate, type AuthenticationPorts } from '../api/access/authenticator.ts'
import type { AccessAttributes } from '../api/access/access-attributes.ts'
import type { Authorizer } from '../api/access/authorizer.ts'
import { clientCertificate } from '../api/access/client-certificate.ts'
import { forbidden } from '../api/access/forbidden.ts'
import { impersonated } from '../api/access/impersonation.ts'
import { accountGroups, accountOf } from '../api/access/subjects.ts'
import type { UserInfo } from '../api/registry/writer.ts'
import type { RequestInfo } from '../api/requests/request-info.ts'
import type { AccessPorts } from '../api/server/handle-request.ts'

/** Authentication, impersonation and RBAC of requests over the wire. */
export function createAccess(ports: AuthenticationPorts, authorizer: Authorizer): AccessPorts {
  return {
    authenticate: (incoming: IncomingMessage) => {
      const { socket, headers, headersDistinct } = incoming
      const certificate = socket instanceof TLSSocket ? clientCertificate(socket) : null
      const user = authenticate(ports, { certificate, authorization: headers.authorization })
      return impersonated(authorizer, user, headersDistinct)
    },
    authorize: (user, info) => {
      allow(authorizer, attributesOf(user, info))
    },
  }
}

/** Throws Forbidden. */
export function allow(authorizer: Authorizer, attributes: AccessAttributes): void {
  const { allowed, reason } = authorizer.authorize(attributes)
  if (!allowed) throw forbidden(attributes, reason)
}

function attributesOf(user: UserInfo, info: RequestInfo): AccessAttributes {
  const { isResource, verb, path, group, resource, subresource, namespace, name } = info
  if (!isResource) return { user, verb, resource: null, path }
  return { user, verb, resource: { group, resource, subresource, namespace, name }, path: '' }
}

/**
 * The user of a component inside the cluster. The API server and the kubelets, whose rights are not RBAC's in a real cluster either
 * (loopback token, node authorizer), may do everything.
 */
export function componentUser(name: string): UserInfo {
  const account = accountOf(name)
  if (account !== null) return { name, groups: [...accountGroups(account.namespace), 'system:authenticated'] }
  if (name === 'system:apiserver' || name.startsWith('system:node:')) {
    return { name, groups: ['system:masters', 'system:authenticated'] }
  }
  return { name, groups: ['system:authenticated'] }
}
