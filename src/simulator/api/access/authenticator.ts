import type { UserInfo } from '../registry/writer.ts'
import { StatusError } from '../status-error.ts'
import { checkAccountToken, type TokenUser } from './account-tokens.ts'
import type { ClientName } from './certificates.ts'
import type { TokenPorts } from './token-request.ts'

/** A client certificate that our authority has signed and that is valid. */
export interface ClientCertificate extends ClientName {
  /** SHA-256 of the whole certificate, lower-case hexadecimal. */
  readonly sha256: string
}

export interface AuthenticationPorts extends Omit<TokenPorts, 'random'> {
  /** Users of tokens that are no ServiceAccount's, by token. */
  readonly tokens: ReadonlyMap<string, UserInfo>
}

/**
 * Who sends a request: the user of a client certificate, else of the bearer token, else system:anonymous. Throws Unauthorized for a
 * token that is not valid; the reason is not told. Source: apiserver's request authenticators.
 */
export function authenticate(
  ports: AuthenticationPorts,
  request: { readonly certificate: ClientCertificate | null; readonly authorization: string | undefined },
): UserInfo {
  if (request.certificate !== null) return withAuthenticated(certificateUser(request.certificate))
  const token = bearerToken(request.authorization ?? '')
  if (token === null) return { name: 'system:anonymous', groups: ['system:unauthenticated'] }
  const found = tokenUser(ports, token)
  if (found instanceof Error) throw new StatusError('Unauthorized', 'Unauthorized')
  return found.user
}

/** The user of a token for any of the audiences (default: the API server), or why there is none. */
export function tokenUser(
  ports: AuthenticationPorts,
  token: string,
  audiences?: readonly string[],
): TokenUser | Error {
  const known = ports.tokens.get(token)
  if (known !== undefined) return { user: withAuthenticated(known), audiences: [] }
  try {
    const found = checkAccountToken(ports, token, audiences)
    if (found === null) return new Error('invalid bearer token')
    return { ...found, user: withAuthenticated(found.user) }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return new Error(`[invalid bearer token, ${error.message}]`)
  }
}

function certificateUser({ commonName, organizations, sha256 }: ClientCertificate): UserInfo {
  return {
    name: commonName,
    groups: organizations,
    extra: { 'authentication.kubernetes.io/credential-id': [`X509SHA256=${sha256}`] },
  }
}

/** Null for a header of another scheme, or none. */
function bearerToken(authorization: string): string | null {
  const [scheme = '', token = ''] = authorization.trim().split(' ', 2)
  return scheme.toLowerCase() === 'bearer' && token !== '' ? token : null
}

/** Everyone who is known is in system:authenticated. */
function withAuthenticated(user: UserInfo): UserInfo {
  if (user.groups.some((group) => group === 'system:authenticated' || group === 'system:unauthenticated')) {
    return user
  }
  return { ...user, groups: [...user.groups, 'system:authenticated'] }
}
