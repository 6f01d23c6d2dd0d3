import { semanticEqual } from '../meta/semantic-equality.ts'
import type { StoredObject } from '../object.ts'
import type { UserInfo } from '../registry/writer.ts'
import { clusterRoles, groupResource, type Resource } from '../resource.ts'
import type { ClusterRole, ClusterRoleBinding, PolicyRule } from '../schema/kubernetes-types.ts'
import { isSuperuser, type Authorizer } from './authorizer.ts'
import { escalationText } from './escalation-text.ts'
import { forbiddenBecause } from './forbidden.ts'
import { uncoveredRules } from './rule-coverage.ts'

/** A create (previous null) or update of an object. */
export interface RbacWrite {
  readonly user: UserInfo
  readonly resource: Resource
  readonly object: StoredObject
  readonly previous: StoredObject | null
}

const group = 'rbac.authorization.k8s.io'
const fullAuthority: readonly PolicyRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['*'] },
]

/**
 * Refuses a role or binding that grants more than its writer has; other kinds pass. Throws Forbidden, or NotFound for a binding to
 * a role that there is not. Source: RBAC's `policybased` storages.
 */
export function checkEscalation(authorizer: Authorizer, write: RbacWrite): void {
  const { user, resource, object, previous } = write
  const kind = resource.group === group ? resource.name : ''
  const isRole = kind === 'roles' || kind === 'clusterroles'
  if (!isRole && kind !== 'rolebindings' && kind !== 'clusterrolebindings') return
  if (isSuperuser(user) || (previous !== null && onlyCollectable(object, previous))) return
  if (isRole) checkRole(authorizer, write)
  else checkBinding(authorizer, write)
}

function checkRole(authorizer: Authorizer, { user, resource, object, previous }: RbacWrite): void {
  const { name, namespace = '' } = object.metadata
  const target = { group, resource: resource.name, subresource: '', namespace }
  // A request that creates names no object.
  const escalate = { ...target, name: previous === null ? '' : name }
  if (authorizer.authorize({ user, verb: 'escalate', resource: escalate, path: '' }).allowed) return
  const why = escalation(authorizer, user, namespace, rulesOf(object))
  if (why !== null) throw forbiddenBecause(resource, name, why)
  const aggregates = [object, previous].some((role) => hasAggregation(role))
  const isClusterRole = groupResource(resource) === groupResource(clusterRoles)
  if (isClusterRole && aggregates && escalation(authorizer, user, '', fullAuthority) !== null) {
    throw forbiddenBecause(resource, name, 'must have cluster-admin privileges to use the aggregationRule')
  }
}

function checkBinding(authorizer: Authorizer, { user, resource, object }: RbacWrite): void {
  const { name, namespace = '' } = object.metadata
  const { roleRef } = object as StoredObject & Pick<ClusterRoleBinding, 'roleRef'>
  const role = roleRef.kind === 'Role' ? 'roles' : 'clusterroles'
  const target = { group: roleRef.apiGroup, resource: role, subresource: '', namespace, name: roleRef.name }
  if (authorizer.authorize({ user, verb: 'bind', resource: target, path: '' }).allowed) return
  const why = escalation(authorizer, user, namespace, authorizer.rulesOf(roleRef, namespace))
  if (why !== null) throw forbiddenBecause(resource, name, why)
}

/** Null when the user has all of the rules. */
function escalation(
  authorizer: Authorizer,
  user: UserInfo,
  namespace: string,
  rules: readonly PolicyRule[],
): string | null {
  const { rules: owned, error } = authorizer.rulesFor(user, namespace)
  const missing = uncoveredRules(owned, rules)
  return missing.length === 0 ? null : escalationText(user, missing, error)
}

function rulesOf(role: ClusterRole): readonly PolicyRule[] {
  return role.rules ?? []
}

function hasAggregation(role: ClusterRole | null): boolean {
  return (role?.aggregationRule?.clusterRoleSelectors ?? []).length > 0
}

/** The garbage collector may take owners and finalizers off what it could not write (`IsOnlyMutatingGCFields`). */
function onlyCollectable(object: StoredObject, previous: StoredObject): boolean {
  const { ownerReferences, finalizers, managedFields, resourceVersion } = previous.metadata
  const metadata = { ...object.metadata, ownerReferences, finalizers, managedFields, resourceVersion }
  return semanticEqual({ ...object, metadata }, previous)
}
