import { invalidFor, invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import { nameErrors } from '../../meta/name-formats.ts'
import { semanticEqual } from '../../meta/semantic-equality.ts'
import { clusterRoleBindings, roleBindings } from '../../resource.ts'
import type { ClusterRoleBinding, RoleBinding, RoleRef, Subject } from '../../schema/kubernetes-types.ts'
import { checkSubdomain, type FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { compact, list, mappedEach, text } from '../zero-values.ts'

const group = 'rbac.authorization.k8s.io'

/** `pkg/registry/rbac/rolebinding/strategy.go`. */
export const roleBindingRules: KindRules<RoleBinding> = {
  resource: roleBindings,
  hasStatus: false,
  nameFormat: 'path-segment',
  defaults: (binding) => defaultBinding(binding),
  validate: (binding) => [...checkBinding(binding, true)],
  validateUpdate: (next, previous) => [...checkBinding(next, true), ...checkSameRole(next, previous)],
}

/** `pkg/registry/rbac/clusterrolebinding/strategy.go`. */
export const clusterRoleBindingRules: KindRules<ClusterRoleBinding> = {
  resource: clusterRoleBindings,
  hasStatus: false,
  nameFormat: 'path-segment',
  defaults: (binding) => defaultBinding(binding),
  validate: (binding) => [...checkBinding(binding, false)],
  validateUpdate: (next, previous) => [...checkBinding(next, false), ...checkSameRole(next, previous)],
}

interface Binding {
  readonly roleRef: RoleRef
  readonly subjects?: readonly Subject[] | undefined
}

/** rbac/v1 `SetDefaults_RoleBinding`, `SetDefaults_Subject`. */
function defaultBinding<T extends Binding>(binding: T): T {
  return compact({
    ...binding,
    roleRef: { ...binding.roleRef, apiGroup: roleOf(binding).apiGroup || group },
    subjects: mappedEach(binding.subjects, (subject) =>
      subject.kind === 'User' || subject.kind === 'Group'
        ? { ...subject, apiGroup: subject.apiGroup || group }
        : subject,
    ),
  })
}

/** A binding without a role is read as Go reads it. */
function roleOf({ roleRef }: { readonly roleRef?: RoleRef | undefined }): RoleRef {
  return roleRef ?? { apiGroup: '', kind: '', name: '' }
}

/** rbac `ValidateRoleBinding`, `ValidateClusterRoleBinding`. */
function* checkBinding(binding: Binding, namespaced: boolean): FieldErrors {
  const role = roleOf(binding)
  const kinds = namespaced ? ['Role', 'ClusterRole'] : ['ClusterRole']
  if (role.apiGroup !== group) yield notSupported('roleRef.apiGroup', text(role.apiGroup), [group])
  if (!kinds.includes(role.kind)) yield notSupported('roleRef.kind', text(role.kind), kinds)
  const name = text(role.name)
  if (name === '') yield required('roleRef.name')
  else yield* invalidFor('roleRef.name', name, nameErrors('path-segment', name, false))
  for (const [index, subject] of list(binding.subjects).entries()) {
    yield* checkSubject(`subjects[${index}]`, subject, namespaced)
  }
}

function* checkSubject(path: string, subject: Subject, namespaced: boolean): FieldErrors {
  const name = text(subject.name)
  const apiGroup = text(subject.apiGroup)
  if (name === '') yield required(`${path}.name`)
  switch (subject.kind) {
    case 'ServiceAccount':
      if (name !== '') yield* checkSubdomain(`${path}.name`, name)
      if (apiGroup !== '') yield notSupported(`${path}.apiGroup`, apiGroup, [''])
      if (!namespaced && text(subject.namespace) === '') yield required(`${path}.namespace`)
      break
    case 'User':
    case 'Group':
      if (apiGroup !== group) yield notSupported(`${path}.apiGroup`, apiGroup, [group])
      break
    default:
      yield notSupported(`${path}.kind`, text(subject.kind), ['ServiceAccount', 'User', 'Group'])
  }
}

function* checkSameRole(next: Binding, previous: Binding): FieldErrors {
  if (semanticEqual(next.roleRef, previous.roleRef)) return
  const { apiGroup, kind, name } = next.roleRef
  yield invalidValue('roleRef', { APIGroup: apiGroup, Kind: kind, Name: name }, 'cannot change roleRef')
}
