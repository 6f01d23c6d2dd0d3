import type { UserInfo } from '../registry/writer.ts'
import type { PolicyRule, RoleRef } from '../schema/kubernetes-types.ts'
import type { Store } from '../storage/store.ts'
import type { AccessAttributes, Decision } from './access-attributes.ts'
import { aggregateText } from './aggregate-text.ts'
import { ruleAllows } from './rule-matching.ts'
import { createRuleResolver } from './rule-resolver.ts'

/** Who may do what: RBAC over the stored objects. Node authorization is not modelled: system:nodes have what RBAC gives them. */
export interface Authorizer {
  readonly authorize: (attributes: AccessAttributes) => Decision
  /** What a user may do in a namespace, and the text of what could not be resolved ('' for nothing). */
  readonly rulesFor: (
    user: UserInfo,
    namespace: string,
  ) => { readonly rules: readonly PolicyRule[]; readonly error: string }
  readonly rulesOf: (roleRef: RoleRef, namespace: string) => readonly PolicyRule[]
}

export function createAuthorizer(store: Store): Authorizer {
  const resolver = createRuleResolver(store)
  return {
    authorize(attributes) {
      if (isSuperuser(attributes.user)) return { allowed: true, reason: '' }
      const errors: Error[] = []
      for (const grant of resolver.grants(attributes.user, attributes.resource?.namespace ?? '')) {
        if (grant instanceof Error) errors.push(grant)
        else if (ruleAllows(grant.rule, attributes)) {
          return { allowed: true, reason: `RBAC: allowed by ${grant.source}` }
        }
      }
      return { allowed: false, reason: errors.length === 0 ? '' : `RBAC: ${aggregateText(errors)}` }
    },
    rulesFor(user, namespace) {
      const rules: PolicyRule[] = []
      const errors: Error[] = []
      for (const grant of resolver.grants(user, namespace)) {
        if (grant instanceof Error) errors.push(grant)
        else rules.push(grant.rule)
      }
      return { rules, error: aggregateText(errors) }
    },
    rulesOf: (roleRef, namespace) => resolver.rulesOf(roleRef, namespace),
  }
}

/** The API server never asks RBAC about system:masters. */
export function isSuperuser({ groups }: UserInfo): boolean {
  return groups.includes('system:masters')
}
