import type { StoredObject } from '../object.ts'

/** Where tokens come from, and what they are for unless they say otherwise. */
export const tokenIssuer = 'https://kubernetes.default.svc.cluster.local'

export interface ObjectClaim {
  readonly name: string
  readonly uid: string
}

/** The claims of a ServiceAccount's token; times in seconds. Source: `pkg/serviceaccount` Claims. */
export interface AccountClaims {
  readonly aud: readonly string[]
  readonly exp: number
  readonly iat: number
  readonly iss: string
  readonly jti: string
  readonly 'kubernetes.io': {
    readonly namespace: string
    readonly node?: ObjectClaim
    readonly pod?: ObjectClaim
    readonly secret?: ObjectClaim
    readonly serviceaccount: ObjectClaim
    readonly warnafter?: number
  }
  readonly nbf: number
  readonly sub: string
}

export function objectClaim({ metadata }: StoredObject): ObjectClaim {
  return { name: metadata.name, uid: metadata.uid }
}
