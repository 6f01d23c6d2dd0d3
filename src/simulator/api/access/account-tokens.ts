import { goQuote, goQuoteList } from '../meta/go-quote.ts'
import type { StoredObject } from '../object.ts'
import type { UserInfo } from '../registry/writer.ts'
import { nodes, pods, secrets, serviceAccounts, type Resource } from '../resource.ts'
import { tokenIssuer, type AccountClaims, type ObjectClaim } from './account-claims.ts'
import { accountGroups, accountUser } from './subjects.ts'
import type { TokenPorts } from './token-request.ts'

/** Whom a token names, and which of the wanted audiences it is for. */
export interface TokenUser {
  readonly user: UserInfo
  readonly audiences: readonly string[]
}

/** A clock of a client may be off by this (`jwt.DefaultLeeway`), ms. */
const leeway = 60_000

/**
 * The ServiceAccount of a token; null for a text that is no token of ours. Throws an Error that says why a token is not valid (any
 * more). Source: `pkg/serviceaccount` jwt.go and claims.go.
 */
export function checkAccountToken(
  ports: Omit<TokenPorts, 'random'>,
  token: string,
  wanted: readonly string[] = [tokenIssuer],
): TokenUser | null {
  const claims = ports.key.verify(token) as AccountClaims | null
  if (claims === null) return null
  const audiences = claims.aud.filter((audience) => wanted.includes(audience))
  if (audiences.length === 0) {
    throw new Error(
      `token audiences ${goQuoteList(claims.aud)} is invalid for the target audiences ${goQuoteList(wanted)}`,
    )
  }
  const now = ports.clock.now()
  if (now - leeway > claims.exp * 1000) throw new Error('service account token has expired')
  if (now + leeway < claims.nbf * 1000) throw new Error('service account token is not valid yet')
  checkObjects(ports, claims)
  return { user: userOf(claims), audiences }
}

function checkObjects(ports: Omit<TokenPorts, 'random'>, claims: AccountClaims): void {
  const { namespace, serviceaccount, secret, pod, node } = claims['kubernetes.io']
  const account = ports.store.get(serviceAccounts, namespace, serviceaccount.name)
  if (account === null) throw new Error(`serviceaccounts ${goQuote(serviceaccount.name)} not found`)
  if (account.metadata.uid !== serviceaccount.uid) {
    throw new Error(
      `service account UID (${account.metadata.uid}) does not match claim (${serviceaccount.uid})`,
    )
  }
  if (isDeleted(ports, account)) {
    throw new Error(`service account ${namespace}/${serviceaccount.name} has been deleted`)
  }
  checkBound(ports, secrets, namespace, secret)
  checkBound(ports, pods, namespace, pod)
  // A Pod's token names the Pod's node without depending on it.
  if (pod === undefined) checkBound(ports, nodes, '', node)
}

function checkBound(
  ports: Omit<TokenPorts, 'random'>,
  resource: Resource,
  namespace: string,
  claim: ObjectClaim | undefined,
): void {
  if (claim === undefined) return
  const object = ports.store.get(resource, namespace, claim.name)
  if (object === null || isDeleted(ports, object)) {
    throw new Error('service account token has been invalidated')
  }
  if (object.metadata.uid !== claim.uid) {
    const what = resource.kind.toLowerCase()
    throw new Error(
      `${what} UID (${object.metadata.uid}) does not match service account ${what} ref claim (${claim.uid})`,
    )
  }
}

function isDeleted({ clock }: Omit<TokenPorts, 'random'>, { metadata }: StoredObject): boolean {
  const since = metadata.deletionTimestamp
  return typeof since === 'string' && Date.parse(since) < clock.now() - leeway
}

function userOf(claims: AccountClaims): UserInfo {
  const { namespace, serviceaccount, pod, node } = claims['kubernetes.io']
  return {
    name: accountUser(namespace, serviceaccount.name),
    uid: serviceaccount.uid,
    groups: accountGroups(namespace),
    extra: {
      'authentication.kubernetes.io/credential-id': [`JTI=${claims.jti}`],
      ...claimExtra('node', node),
      ...claimExtra('pod', pod),
    },
  }
}

function claimExtra(what: string, claim: ObjectClaim | undefined): UserInfo['extra'] & object {
  if (claim === undefined) return {}
  const prefix = `authentication.kubernetes.io/${what}`
  return { [`${prefix}-name`]: [claim.name], [`${prefix}-uid`]: [claim.uid] }
}
