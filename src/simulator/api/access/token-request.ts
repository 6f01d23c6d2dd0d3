import type { Clock } from '../../clock.ts'
import type { Randomness } from '../../randomness.ts'
import { invalidValue } from '../meta/field-errors.ts'
import { goQuote } from '../meta/go-quote.ts'
import { timestamp, type StoredObject } from '../object.ts'
import { nodes, pods, secrets, serviceAccounts, type Resource } from '../resource.ts'
import type { BoundObjectReference, Pod, TokenRequest } from '../schema/kubernetes-types.ts'
import { conflict, invalid, notFound, StatusError } from '../status-error.ts'
import type { Store } from '../storage/store.ts'
import { objectClaim, tokenIssuer, type AccountClaims, type ObjectClaim } from './account-claims.ts'
import { accountUser } from './subjects.ts'
import type { TokenKey } from './token-key.ts'

export interface TokenPorts {
  readonly store: Store
  readonly clock: Clock
  readonly random: Randomness
  readonly key: TokenKey
}

/** The life that kubelet asks for; such a token of a Pod is good for a year (`WarnOnlyBoundTokenExpirationSeconds`). */
const podTokenSeconds = 3607
const extendedSeconds = 365 * 86_400
const minSeconds = 600
const maxSeconds = 2 ** 32

/**
 * Answers POST serviceaccounts/NAME/token: a token, bound to a Pod, Secret or Node if asked so. Throws a StatusError. Source:
 * `pkg/registry/core/serviceaccount/storage/token.go`.
 */
export function requestToken(
  ports: TokenPorts,
  namespace: string,
  name: string,
  request: TokenRequest,
): TokenRequest {
  const account = ports.store.get(serviceAccounts, namespace, name)
  if (account === null) throw notFound(serviceAccounts, name)
  const { boundObjectRef, expirationSeconds = 3600 } = request.spec
  const audiences = request.spec.audiences.length === 0 ? [tokenIssuer] : request.spec.audiences
  checkRequest(request, account, expirationSeconds)
  const now = Math.floor(ports.clock.now() / 1000)
  const bound = boundObjectRef === undefined ? {} : boundClaims(ports.store, account, boundObjectRef)
  const isExtended =
    bound.pod !== undefined &&
    expirationSeconds === podTokenSeconds &&
    audiences.every((audience) => audience === tokenIssuer)
  const claims: AccountClaims = {
    aud: audiences,
    exp: now + (isExtended ? extendedSeconds : expirationSeconds),
    iat: now,
    iss: tokenIssuer,
    jti: uuid(ports.random),
    'kubernetes.io': {
      namespace,
      ...bound,
      serviceaccount: objectClaim(account),
      ...(isExtended && { warnafter: now + expirationSeconds }),
    },
    nbf: now,
    sub: accountUser(namespace, name),
  }
  return {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name, namespace, uid: account.metadata.uid, creationTimestamp: timestamp(now * 1000) },
    spec: { ...request.spec, audiences, expirationSeconds },
    status: {
      token: ports.key.sign(claims),
      expirationTimestamp: timestamp((now + expirationSeconds) * 1000),
    },
  }
}

const kind = { group: 'authentication.k8s.io', kind: 'TokenRequest' }

function checkRequest({ metadata }: TokenRequest, account: StoredObject, seconds: number): void {
  const { name, namespace, uid } = account.metadata
  if (metadata?.name && metadata.name !== name) {
    const why = 'must match the service account name if specified'
    throw invalid(kind, name, [invalidValue('metadata.name', metadata.name, why)])
  }
  if (metadata?.namespace && metadata.namespace !== namespace) {
    const why = 'must match the service account namespace if specified'
    throw invalid(kind, name, [invalidValue('metadata.namespace', metadata.namespace, why)])
  }
  if (metadata?.uid && metadata.uid !== uid) {
    throw conflict(
      { group: kind.group, name: kind.kind },
      name,
      `the UID in the token request (${metadata.uid}) does not match the UID of the service account (${uid})`,
    )
  }
  const why =
    seconds < minSeconds
      ? 'may not specify a duration less than 10 minutes'
      : 'may not specify a duration larger than 2^32 seconds'
  if (seconds < minSeconds || seconds > maxSeconds) {
    throw invalid(kind, '', [invalidValue('spec.expirationSeconds', seconds, why)])
  }
}

interface BoundClaims {
  readonly pod?: ObjectClaim
  readonly secret?: ObjectClaim
  readonly node?: ObjectClaim
}

function boundClaims(store: Store, account: StoredObject, reference: BoundObjectReference): BoundClaims {
  const { namespace = '', name } = account.metadata
  const isCore = !(reference.apiVersion ?? '').includes('/')
  switch (isCore ? reference.kind : '') {
    case 'Pod': {
      const pod: StoredObject & Pick<Pod, 'spec'> = boundObject(store, pods, namespace, reference)
      if ((pod.spec?.serviceAccountName ?? '') !== name) {
        throw new StatusError(
          'BadRequest',
          `cannot bind token for serviceaccount ${goQuote(name)} to pod running with different serviceaccount name.`,
        )
      }
      const node = pod.spec?.nodeName ? store.get(nodes, '', pod.spec.nodeName) : null
      return { ...(node !== null && { node: objectClaim(node) }), pod: objectClaim(pod) }
    }
    case 'Secret':
      return { secret: objectClaim(boundObject(store, secrets, namespace, reference)) }
    case 'Node':
      return { node: objectClaim(boundObject(store, nodes, '', reference)) }
    default:
      throw new StatusError('BadRequest', `cannot bind token to object of type ${typeText(reference)}`)
  }
}

function boundObject(
  store: Store,
  resource: Resource,
  namespace: string,
  reference: BoundObjectReference,
): StoredObject {
  const { name = '', uid = '' } = reference
  const object = store.get(resource, namespace, name)
  if (object === null) throw notFound(resource, name)
  if (uid !== '' && uid !== object.metadata.uid) {
    throw conflict(
      { group: '', name: reference.kind ?? '' },
      name,
      `the UID in the bound object reference (${uid}) does not match the UID in record. The object might have been deleted and then recreated`,
    )
  }
  return object
}

/** As Go writes a GroupVersionKind: `apps/v1, Kind=Deployment`. */
function typeText({ apiVersion = '', kind: of = '' }: BoundObjectReference): string {
  return `${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}, Kind=${of}`
}

/** A version 4 UUID. */
function uuid(random: Randomness): string {
  const bytes = Buffer.from(random.bytes(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
