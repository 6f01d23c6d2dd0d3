import type { UserInfo } from '../registry/writer.ts'

/** What someone wants to do: apiserver's `authorizer.Attributes`. */
export interface AccessAttributes {
  readonly user: UserInfo
  readonly verb: string
  /** Null for a path such as `/healthz`. */
  readonly resource: ResourceAccess | null
  /** '' for a resource. */
  readonly path: string
}

export interface ResourceAccess {
  /** '' for the core group. */
  readonly group: string
  readonly resource: string
  /** '' for the object itself. */
  readonly subresource: string
  /** '' across namespaces, and outside them. */
  readonly namespace: string
  /** '' for collections. */
  readonly name: string
}

/** Allowed, or not: RBAC never denies what another authorizer could allow. `reason` may be ''. */
export interface Decision {
  readonly allowed: boolean
  readonly reason: string
}
