import { expect, it } from 'vitest'
import { clusterRoleBindings, clusterRoles, pods, roleBindings, roles } from '../resource.ts'
import type { PolicyRule } from '../schema/kubernetes-types.ts'
import { stored, storeWithPolicy, user } from './access-testing.ts'
import { createAuthorizer } from './authorizer.ts'
import { checkEscalation } from './escalation.ts'

const apiVersion = 'rbac.authorization.k8s.io/v1'
const apiGroup = 'rbac.authorization.k8s.io'
const readPods: PolicyRule = { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }

/** Jane may read Pods in dev, and `more`. */
function withJane(...more: readonly PolicyRule[]) {
  const store = storeWithPolicy()
  const metadata = { name: 'jane', namespace: 'dev' }
  store.create(roles, stored({ apiVersion, kind: 'Role', metadata, rules: [readPods, ...more] } as object))
  const roleRef = { apiGroup, kind: 'Role', name: 'jane' }
  const subjects = [{ kind: 'User', name: 'jane' }]
  store.create(
    roleBindings,
    stored({ apiVersion, kind: 'RoleBinding', metadata, roleRef, subjects } as object),
  )
  return { jane: user('jane', 'dev', 'system:authenticated'), authorizer: createAuthorizer(store) }
}

function role(...rules: readonly PolicyRule[]) {
  return stored({ apiVersion, kind: 'Role', metadata: { name: 'new', namespace: 'dev' }, rules } as object)
}

function binding(kind: string, name: string) {
  const metadata = { name: 'new', namespace: 'dev' }
  return stored({ apiVersion, kind: 'RoleBinding', metadata, roleRef: { apiGroup, kind, name } } as object)
}

it('lets a user grant what he has, and no more', () => {
  const { jane, authorizer } = withJane()
  const write = (...rules: readonly PolicyRule[]) =>
    checkEscalation(authorizer, { user: jane, resource: roles, object: role(...rules), previous: null })
  expect(() => write({ ...readPods, verbs: ['list'] })).not.toThrow()
  expect(() => write({ ...readPods, resourceNames: ['a'] })).not.toThrow()
  expect(() =>
    write({ ...readPods, verbs: ['get', 'delete', 'watch'] }, { ...readPods, resources: ['secrets'] }),
  ).toThrow(
    'roles.rbac.authorization.k8s.io "new" is forbidden: user "jane" (groups=["dev" "system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["pods"], Verbs:["delete" "watch"]}\n{APIGroups:[""], Resources:["secrets"], Verbs:["get" "list"]}',
  )
})

it('lets who may escalate or bind grant anything', () => {
  const all: PolicyRule = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }
  const { jane, authorizer } = withJane(
    { apiGroups: [apiGroup], resources: ['roles'], verbs: ['escalate'] },
    { apiGroups: [apiGroup], resources: ['clusterroles'], resourceNames: ['cluster-admin'], verbs: ['bind'] },
  )
  const write = (resource: typeof roles | typeof roleBindings, object: ReturnType<typeof role>) => () =>
    checkEscalation(authorizer, { user: jane, resource, object, previous: null })
  expect(write(roles, role(all))).not.toThrow()
  expect(write(roleBindings, binding('ClusterRole', 'cluster-admin'))).not.toThrow()
  expect(write(roleBindings, binding('ClusterRole', 'system:coredns'))).toThrow('is attempting to grant')
})

it('checks the role behind a binding', () => {
  const { jane, authorizer } = withJane()
  const write = (kind: string, name: string) => () =>
    checkEscalation(authorizer, {
      user: jane,
      resource: roleBindings,
      object: binding(kind, name),
      previous: null,
    })
  expect(write('Role', 'jane')).not.toThrow()
  expect(write('Role', 'gone')).toThrow('role.rbac.authorization.k8s.io "gone" not found')
  expect(write('ClusterRole', 'cluster-admin')).toThrow(
    '\n{APIGroups:["*"], Resources:["*"], Verbs:["*"]}\n{NonResourceURLs:["*"], Verbs:["*"]}',
  )
})

it('wants a cluster administrator for aggregation', () => {
  const { authorizer } = withJane()
  const aggregated = stored({
    apiVersion,
    kind: 'ClusterRole',
    metadata: { name: 'new' },
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] },
  } as object)
  const write =
    (name: string, ...groups: readonly string[]) =>
    () =>
      checkEscalation(authorizer, {
        user: user(name, ...groups),
        resource: clusterRoles,
        object: aggregated,
        previous: null,
      })
  expect(write('jane')).toThrow(
    'clusterroles.rbac.authorization.k8s.io "new" is forbidden: must have cluster-admin privileges to use the aggregationRule',
  )
  expect(write('admin', 'kubeadm:cluster-admins')).not.toThrow()
})

it('lets finalizers and owners be taken off, and other kinds pass', () => {
  const { jane, authorizer } = withJane()
  const all: PolicyRule = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }
  const previous = role(all)
  const freed = { ...previous, metadata: { ...previous.metadata, finalizers: [], resourceVersion: '9' } }
  const write = (resource: Parameters<typeof checkEscalation>[1]['resource'], object: typeof freed) => () =>
    checkEscalation(authorizer, { user: jane, resource, object, previous })
  expect(write(roles, freed)).not.toThrow()
  expect(write(roles, { ...freed, metadata: { ...freed.metadata, labels: { a: 'b' } } })).toThrow()
  expect(write(pods, { ...freed, metadata: { ...freed.metadata, labels: { a: 'b' } } })).not.toThrow()
  expect(() =>
    checkEscalation(authorizer, {
      user: user('root', 'system:masters'),
      resource: clusterRoleBindings,
      object: binding('ClusterRole', 'cluster-admin'),
      previous: null,
    }),
  ).not.toThrow()
})
