import type { ApiObject, Stored } from '../object.ts'
import type { UserInfo } from '../registry/writer.ts'
import { clusterRoleBindings, clusterRoles, roleBindings, roles, type Resource } from '../resource.ts'
import type { ClusterRoleBinding, PolicyRule, RoleBinding, RoleRef } from '../schema/kubernetes-types.ts'
import { StatusError } from '../status-error.ts'
import type { Store } from '../storage/store.ts'
import { isSubject, subjectText } from './subjects.ts'

/** A rule that applies to a user, and why. */
export interface GrantedRule {
  readonly rule: PolicyRule
  /** `RoleBinding "b/ns" of Role "r" to User "u"` */
  readonly source: string
}

/** Which rules bind whom, read from storage at each call: a change of a binding counts at once. */
export interface RuleResolver {
  /** Rules of ClusterRoleBindings, then of the namespace's RoleBindings; an Error for each binding to a missing role. */
  grants(user: UserInfo, namespace: string): Iterable<GrantedRule | Error>
  /** The rules that a binding refers to; `namespace` is the binding's. Throws NotFound as RBAC's lister does. */
  rulesOf(roleRef: RoleRef, namespace: string): readonly PolicyRule[]
}

export function createRuleResolver(store: Store): RuleResolver {
  const list = <T extends ApiObject>(resource: Resource<T>, namespace: string | null) =>
    store.list(resource, namespace) as readonly Stored<T>[]

  function rulesOf({ kind, name }: RoleRef, namespace: string): readonly PolicyRule[] {
    const isCluster = kind === 'ClusterRole'
    const role = isCluster ? store.get(clusterRoles, '', name) : store.get(roles, namespace, name)
    if (role === null) throw noRole(isCluster ? 'clusterrole' : 'role', name)
    return (role as Stored<ApiObject> & { readonly rules?: readonly PolicyRule[] }).rules ?? []
  }

  function* granted(
    binding: Stored<ClusterRoleBinding> | Stored<RoleBinding>,
    user: UserInfo,
    namespace: string,
  ): Iterable<GrantedRule | Error> {
    const subject = binding.subjects?.find((one) => isSubject(user, one, namespace))
    if (subject === undefined) return
    const { roleRef, metadata } = binding
    const name = namespace === '' ? metadata.name : `${metadata.name}/${namespace}`
    const kind = namespace === '' ? 'ClusterRoleBinding' : 'RoleBinding'
    const source = `${kind} "${name}" of ${roleRef.kind} "${roleRef.name}" to ${subjectText(subject, namespace)}`
    try {
      for (const rule of rulesOf(roleRef, namespace)) yield { rule, source }
    } catch (error) {
      if (!(error instanceof StatusError)) throw error
      yield error
    }
  }

  return {
    *grants(user, namespace) {
      for (const binding of list(clusterRoleBindings, null)) yield* granted(binding, user, '')
      if (namespace === '') return
      for (const binding of list(roleBindings, namespace)) yield* granted(binding, user, namespace)
    },
    rulesOf,
  }
}

/** RBAC's listers name the resource in the singular. */
function noRole(name: 'role' | 'clusterrole', role: string): StatusError {
  return new StatusError('NotFound', `${name}.rbac.authorization.k8s.io "${role}" not found`, {
    details: { name: role, group: 'rbac.authorization.k8s.io', kind: name },
  })
}
